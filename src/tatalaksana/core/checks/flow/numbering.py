"""FL012: the numbers of the rows are not 1, 2, 3 ….

Wrong: 1, 2, (nothing), 3.
Right: 1, 2, 3, 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.mend import Mend, with_step
from tatalaksana.core.procedure.model import Procedure

#: Where the text points at a number, renumbering would break it.
POINTED_AT = re.compile(r"\b(?:langkah|nomor|no\.?|kegiatan|butir|baris)\s*\(?\d", re.I)


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding where a number is missing, repeats, or skips.

    Counting goes on from the last number printed, so one missing number is one finding and not one
    for every row after it. A table that numbers no row at all is one finding.
    """
    if procedure.steps and not any(step.no for step in procedure.steps):
        yield CHECK.at(
            None, "no", "Langkah-langkah tidak bernomor.", "Beri nomor 1, 2, 3, … berurutan.",
            fix=renumbered(procedure),
        )  # fmt: skip
        return
    last, seen = 0, set[int]()
    for step in procedure.steps:
        if not step.no or not step.no.isdecimal():
            what = worded('"{0}" bukan angka', step.no) if step.no else worded("tidak ada")
        elif int(step.no) in seen:
            what = worded("{0} dipakai lebih dari sekali", step.no)
        elif int(step.no) != last + 1:
            what = worded("{0} tidak melanjutkan {1}", step.no, last)
        else:
            what = worded("")
        if step.no and step.no.isdecimal():
            last = int(step.no)
            seen.add(last)
        if what:
            yield CHECK.at(
                step.row,
                "no",
                worded("Nomor langkah {0}.", what),
                "Beri nomor 1, 2, 3, … berurutan.",
                fix=renumbered(procedure),
            )


def renumbered(procedure: Procedure) -> Mend | None:
    """A mend that numbers all rows; None when a text points at a number."""
    if any(POINTED_AT.search(text) for step in procedure.steps for text in (step.text, step.note)):
        return None

    def mend(old: Procedure) -> Procedure:
        for step in old.steps:
            old = with_step(old, replace(step, no=str(step.row)))
        return old

    return mend


CHECK = Check(
    id="FL012",
    name="flow.numbering",
    source="PermenPANRB 35/2012, Lampiran: nomor kegiatan berurutan",
    find=find,
)
