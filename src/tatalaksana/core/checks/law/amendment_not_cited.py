"""LW006: a regulation is cited without its amendments.

Wrong: "UU Nomor 23 Tahun 2014 tentang Pemerintahan Daerah".
Right: "UU Nomor 23 Tahun 2014 …, sebagaimana telah beberapa kali diubah …".
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.regulations import changed_regulations, citations
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a note for each amended regulation whose item does not say "diubah"."""
    known = changed_regulations()
    for text in procedure.legal_basis:
        cited = next(citations(text), None)
        entry = known.get(str(cited)) if cited else None
        if entry and entry["fate"] == "amended" and "diubah" not in text.casefold():
            yield CHECK.at(
                None,
                "legal_basis",
                worded(
                    "{0} telah diubah ({1}), tetapi perubahannya tidak disebut.", cited, entry["by"]
                ),
                'Tambahkan "sebagaimana telah diubah dengan …".',
            )


CHECK = Check(
    id="LW006",
    name="law.amendment_not_cited",
    source="UU 12/2011, Lampiran II: penyebutan peraturan yang telah diubah",
    find=find,
    weight=Weight.NOTE,
)
