"""FL035: the letter that a step works on is not among its Kelengkapan.

Wrong: "Menerima surat masuk" with Kelengkapan "Agenda surat, lembar disposisi".
Right: Kelengkapan "Surat masuk, agenda surat, lembar disposisi".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import fold, quote, words
from tatalaksana.core.checks.tables import listed
from tatalaksana.core.procedure.model import Procedure

#: Work on a letter that must lie on the desk.
HANDLED = re.compile(
    r"\b(?:menerima(?: dan \w+)?|meneliti|mendisposisi(?:kan)?|memberi(?:kan)? nomor(?: agenda)?"
    r"|menandatangani|penandatanganan|mengoreksi) surat\b"
)


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each such row whose Kelengkapan holds only books, sheets and tools."""
    for step in procedure.steps:
        match = HANDLED.search(fold(step.text))
        heads = [words(item)[0] for item in step.inputs if words(item)]
        if match and heads and set(heads) <= listed("papers", "tools"):
            yield CHECK.at(
                step.row,
                "inputs",
                worded(
                    "Suratnya sendiri tidak tercantum pada Kelengkapan, padahal langkah ini {0}.",
                    quote(match[0]),
                ),
                "Tambahkan suratnya pada Kelengkapan.",
            )


CHECK = Check(
    id="FL035",
    name="flow.paper_itself_missing",
    source="PermenPANRB 35/2012, Lampiran: mutu baku, kelengkapan",
    find=find,
)
