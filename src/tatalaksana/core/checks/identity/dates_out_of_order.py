"""ID003: the dates contradict each other.

Wrong: made on 20 January 2020, in force since 13 January 2020.
Right: made, then in force; revised after it was made.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding when the SOP is in force, or revised, before it was made."""
    created, revised, effective = procedure.created, procedure.revised, procedure.effective
    if created and effective and effective < created:
        yield CHECK.at(
            None,
            "effective",
            worded(
                "Tanggal efektif ({0}) mendahului tanggal pembuatan ({1}).",
                f"{effective:%d-%m-%Y}",
                f"{created:%d-%m-%Y}",
            ),
            "Periksa kedua tanggal: SOP baru dapat berlaku setelah selesai dibuat.",
        )
    if created and revised and revised < created:
        yield CHECK.at(
            None,
            "revised",
            worded(
                "Tanggal revisi ({0}) mendahului tanggal pembuatan ({1}).",
                f"{revised:%d-%m-%Y}",
                f"{created:%d-%m-%Y}",
            ),
            "Periksa kedua tanggal: revisi terjadi setelah pembuatan.",
        )


CHECK = Check(
    id="ID003",
    name="identity.dates_out_of_order",
    source="PermenPANRB 35/2012, Lampiran: tanggal pembuatan, revisi, efektif",
    find=find,
    weight=Weight.ERROR,
)
