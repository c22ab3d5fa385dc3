"""LW005: one regulation stands twice in the legal basis.

Wrong: "UU Nomor 25 Tahun 2009 …" as item 1 and again as item 4.
Right: each regulation once.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import fold
from tatalaksana.core.checks.regulations import citations
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each item that repeats an earlier one."""
    seen: set[str] = set()
    for text in procedure.legal_basis:
        cited = next(citations(text), None)
        key = str(cited) if cited else fold(text)
        if key in seen:
            yield CHECK.at(
                None,
                "legal_basis",
                worded("{0} tercantum lebih dari sekali.", key),
                "Cantumkan setiap peraturan satu kali.",
            )
        seen.add(key)


CHECK = Check(
    id="LW005",
    name="law.cited_twice",
    source="PermenPANRB 35/2012, Lampiran: dasar hukum",
    find=find,
)
