"""LW003: the legal basis is a draft.

Wrong: "RPP SPM terbaru".
Right: the regulation itself, once it is in force.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import quote
from tatalaksana.core.procedure.model import Procedure

DRAFT = re.compile(r"^\W*(?:RUU|RPP|R-?perpres|raper[a-z]+|rancangan|draft?|konsep)\b", re.I)


def is_draft(text: str) -> bool:
    """Whether the item begins as the name of a draft does."""
    return bool(DRAFT.match(text))


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each draft among the legal basis."""
    for text in procedure.legal_basis:
        if is_draft(text):
            yield CHECK.at(
                None,
                "legal_basis",
                worded("{0} masih rancangan dan belum mengikat.", quote(text)),
                "Gunakan peraturan yang berlaku; cantumkan yang baru setelah diundangkan.",
            )


CHECK = Check(
    id="LW003",
    name="law.draft_regulation",
    source="UU 12/2011 art. 87: mengikat sejak diundangkan",
    find=find,
    weight=Weight.ERROR,
)
