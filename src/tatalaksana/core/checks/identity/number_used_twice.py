"""ID006: two SOPs bear one number.

Wrong: "01.048.2017" on two SOPs of the office.
Right: each SOP has a number of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import fold, quote
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each sibling with the same number and another title."""
    number = fold(procedure.number or "")
    for sibling in around.siblings:
        twin = number and fold(sibling.number or "") == number
        if twin and fold(sibling.title) != fold(procedure.title):
            yield CHECK.at(
                None,
                "number",
                worded(
                    "Nomor {0} juga dipakai SOP {1}.",
                    quote(procedure.number or ""),
                    quote(sibling.title),
                ),
                "Beri setiap SOP nomor tersendiri menurut tata naskah dinas.",
            )


CHECK = Check(
    id="ID006",
    name="identity.number_used_twice",
    source="PermenPANRB 35/2012, Lampiran: nomor SOP menurut tata naskah dinas",
    find=find,
    weight=Weight.ERROR,
)
