"""WD010: one thing under two names.

Wrong: "SKPD" in one row and "Perangkat Daerah" in the others; IKM and SKM for one survey.
Right: one name throughout the SOP.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import series
from tatalaksana.core.checks.mend import passages
from tatalaksana.core.checks.tables import table
from tatalaksana.core.procedure.model import Procedure

FIELDS = ("activities", "inputs", "outputs")


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield one note for each group of the table of which the rows use two names or more.

    It stands at the first row with the rarer name.
    """
    for group in table("one_thing", "words")["names"]:
        rows: dict[str, list[int]] = {}
        for passage in passages(procedure):
            for name in group if passage.row and passage.field in FIELDS else ():
                if name in passage.text and pattern(name).search(passage.text):
                    rows.setdefault(name, []).append(passage.row or 0)
        if len(rows) > 1:
            rare = min(rows, key=lambda name: (len(rows[name]), name))
            often = max(rows, key=lambda name: (len(rows[name]), name))
            yield CHECK.at(
                min(rows[rare]),
                "activities",
                worded("Satu hal disebut dengan beberapa nama: {0}.", series(sorted(rows))),
                worded('Gunakan satu sebutan, misalnya "{0}".', often),
            )


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The name as a whole word."""
    return re.compile(rf"(?<![\w-]){re.escape(name)}\b")


CHECK = Check(
    id="WD010",
    name="words.two_names_for_one_thing",
    source="PermenPANRB 35/2012: prinsip kemudahan dan kejelasan",
    find=find,
    weight=Weight.NOTE,
)
