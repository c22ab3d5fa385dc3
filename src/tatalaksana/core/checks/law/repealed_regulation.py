"""LW001: the legal basis is no longer in force.

Wrong: "PermenPANRB Nomor 16 Tahun 2014" in an SOP that is still used.
Right: the successor, "PermenPANRB Nomor 14 Tahun 2017", and an SOP revised by it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.regulations import changed_regulations, citations
from tatalaksana.core.procedure.model import Procedure

GONE = {"repealed": "sudah dicabut", "superseded": "sudah digantikan"}


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each citation of the table; an error when it was gone already then.

    What was repealed after the SOP's own date is a warning: revise. Only the first citation of an
    item counts: what follows ("sebagaimana telah diubah dengan …") tells its history.
    """
    known = changed_regulations()
    day = procedure.revised or procedure.effective or procedure.created
    for text in procedure.legal_basis:
        cited = next(citations(text), None)
        entry = known.get(str(cited)) if cited else None
        if entry is None or entry["fate"] not in GONE:
            continue
        before = day is not None and day.year > entry["since"]
        yield CHECK.at(
            None,
            "legal_basis",
            worded(
                "{0} {1} (sejak {2}); kini berlaku {3}.",
                cited,
                GONE[entry["fate"]],
                entry["since"],
                entry["by"],
            ),
            worded("Ganti dengan {0}, lalu sesuaikan langkah-langkahnya.", entry["by"])
            if before
            else worded("Tinjau ulang SOP ini dan dasarkan pada {0}.", entry["by"]),
            weight=Weight.ERROR if before else Weight.WARNING,
        )


CHECK = Check(
    id="LW001",
    name="law.repealed_regulation",
    source="UU 12/2011 (pencabutan peraturan); daftar pada law/data/repealed.toml",
    find=find,
)
