"""FL029: a result stands before the work that yields it.

Wrong: row 5 approves and puts out "Terlaksananya Sosialisasi"; row 6 holds the sosialisasi.
Right: row 6 puts it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import quote, root, words
from tatalaksana.core.procedure.model import Procedure, Step

RESULT = re.compile(r"ter(?P<work>\w{4,})nya")
HELD = frozenset(("melakukan", "melaksanakan", "mengadakan", "menyelenggarakan"))


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each output whose work only a later row begins with."""
    for step in procedure.steps[:-1]:
        for item in step.outputs:
            work = work_of(item)
            if not work or does(step, work):
                continue
            later = next((one for one in procedure.steps[step.row :] if does(one, work)), None)
            if later is not None:
                yield CHECK.at(
                    step.row,
                    "outputs",
                    worded("Output {0} baru dikerjakan pada baris {1}.", quote(item), later.row),
                    "Pindahkan ke langkah itu dan tulis hasil langkah ini.",
                )


def work_of(item: str) -> str:
    """The root of the work an output speaks of; "" when it is no result of an act."""
    said = words(item)
    if not said:
        return ""
    if said[0] == "sosialisasi":
        return "sosialisas"
    match = RESULT.fullmatch(said[0])
    if match is None:
        return ""
    work = root(match["work"])
    return root(said[1]) if work in ("laksan", "laksana") and len(said) > 1 else work


def does(step: Step, work: str) -> bool:
    """Whether an activity of the row begins with that work."""
    for activity in step.activities:
        said = words(activity)
        first = said[1:2] if said[:1] and said[0] in HELD else said[:1]
        if first and root(first[0]) == work:
            return True
    return False


CHECK = Check(
    id="FL029",
    name="flow.result_before_the_work",
    source="PermenPANRB 35/2012, Lampiran: output adalah hasil kegiatan pada barisnya",
    find=find,
)
