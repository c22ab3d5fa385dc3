"""ID008: the warning speaks of another SOP.

Wrong: in the SOP "Standar Pelayanan": "Jika prosedur tidak dilakukan, Penyusunan SOP terhambat".
Right: the warning names what this SOP is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import content, quote, root
from tatalaksana.core.checks.tables import listed
from tatalaksana.core.procedure.model import Procedure

CONDITION = re.compile(r"\s*(?:jika|apabila|bila)\b.*?\b(?:SOP|prosedur)\b", re.I)


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each warning about an SOP that shares no subject word with the title."""
    title = subject(procedure.title)
    agency = {root(word) for line in procedure.agency for word in content(line)}
    for text in procedure.warning:
        named = subject(text) - agency
        if title and CONDITION.match(text) and "maka" in text.casefold() and named:
            if title & subject(text):
                continue
            if names_something(text):
                yield CHECK.at(
                    None,
                    "warning",
                    f"Peringatan {quote(text)} tidak menyebut pokok SOP ini,"
                    f" {quote(procedure.title)}.",
                    "Sesuaikan peringatan; mungkin disalin dari SOP lain.",
                )


def subject(text: str) -> frozenset[str]:
    """The roots of the words that tell one SOP from another."""
    common = {root(word) for word in listed("titles", "common", "identity")}
    return frozenset(root(word) for word in content(text)) - common


def names_something(text: str) -> bool:
    """Whether the warning names a work at all ("penyusunan …"), not only "prosedur ini"."""
    return bool(re.search(r"\b(?:pe[mnrl]|pel)\w+an\s+[A-Z]", text))


CHECK = Check(
    id="ID008",
    name="identity.warning_of_another_sop",
    source="PermenPANRB 35/2012, Lampiran: peringatan menjelaskan akibat bagi SOP ini",
    find=find,
)
