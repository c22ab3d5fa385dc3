"""LW002: an item of the legal basis names no regulation.

Wrong: "Peraturan terkait pelayanan publik".
Right: "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import quote
from tatalaksana.core.checks.law.draft_regulation import is_draft
from tatalaksana.core.procedure.model import Procedure

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Cited by name alone, and rightly so.
BY_NAME = re.compile(r"\bundang-undang dasar\b|\bpancasila\b|\bUUD\b", re.I)


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each item without a year; a draft is LW003's."""
    for text in procedure.legal_basis:
        if not YEAR.search(text) and not BY_NAME.search(text) and not is_draft(text):
            yield CHECK.at(
                None,
                "legal_basis",
                worded("{0} tidak menyebut peraturan tertentu.", quote(text)),
                "Tuliskan jenis, nomor, tahun, dan judul peraturannya.",
            )


CHECK = Check(
    id="LW002",
    name="law.names_no_regulation",
    source="PermenPANRB 35/2012, Lampiran: dasar hukum; UU 12/2011, Lampiran II: penyebutan",
    find=find,
)
