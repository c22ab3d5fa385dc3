"""FL027: somebody is ordered to draft something, and no later row drafts it.

Wrong: "Menugaskan Kabag untuk menyusun konsep standar", and no row writes the draft.
Right: a row "Menyusun konsep standar" follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.acts import is_order, work
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import content, quote, root
from tatalaksana.core.procedure.model import Procedure

ORDERED = re.compile(
    r"\buntuk\s+(?P<work>(?:menyusun|membuat|mengetik|merumuskan)\s+[^,.;]+?)"
    r"(?=\s+dan\s+me|\s+ke\b|\s+kepada\b|[,.;]|$)",
    re.I,
)
SUBJECT = 3  #: words of the object that are looked for: "konsep Standar Pelayanan"


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each ordered draft that no later row, orders left out, drafts."""
    for step in procedure.steps:
        if not is_order(step):
            continue
        for match in ORDERED.finditer(step.text):
            words_of_object = content(match["work"])[1:]
            wanted = {root(word) for word in words_of_object[:SUBJECT]} - {"draft"}
            later = (one for one in procedure.steps[step.row :] if not is_order(one))
            done = any(
                "draft" in work(one) and wanted & {root(word) for word in content(one.text)}
                for one in later
            )
            if wanted and not done:
                yield CHECK.at(
                    step.row,
                    "activities",
                    worded(
                        "Perintah {0} tidak dilaksanakan langkah mana pun.", quote(match["work"])
                    ),
                    "Tambahkan langkah pelaksananya, dengan waktu dan Output.",
                )


CHECK = Check(
    id="FL027",
    name="flow.order_not_carried_out",
    source="PermenPANRB 35/2012, Lampiran: kegiatan utuh dari awal sampai akhir",
    find=find,
)
