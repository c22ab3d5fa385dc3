"""ID008: the warning speaks of another SOP.

Wrong: in the SOP "Standar Pelayanan": "Jika prosedur tidak dilakukan, Penyusunan SOP terhambat".
Right: the warning names what this SOP is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import content, quote, root
from tatalaksana.core.checks.tables import listed
from tatalaksana.core.procedure.model import Procedure

CONDITION = re.compile(r"\s*(?:jika|apabila|bila)\b.*?\b(?:SOP|prosedur)\b", re.I)
#: A work with its object, "Penyusunan SOP"; "prosedur ini" alone names none.
WORK = re.compile(r"\b[Pp]e[lmnr]\w+an\s+[A-Z]")


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each warning about an SOP that shares no subject word with the title."""
    title = subject(procedure.title)
    for text in procedure.warning:
        if not title or not CONDITION.match(text) or title & subject(text):
            continue
        if WORK.search(text):
            yield CHECK.at(
                None,
                "warning",
                worded(
                    "Peringatan {0} tidak menyebut pokok SOP ini, {1}.",
                    quote(text),
                    quote(procedure.title),
                ),
                "Sesuaikan peringatan; mungkin disalin dari SOP lain.",
            )


def subject(text: str) -> frozenset[str]:
    """The roots of the words that tell one SOP from another."""
    return frozenset(root(word) for word in content(text)) - common()


@cache
def common() -> frozenset[str]:
    """The roots of the words that many titles share."""
    return frozenset(root(word) for word in listed("titles", "common", "identity"))


CHECK = Check(
    id="ID008",
    name="identity.warning_of_another_sop",
    source="PermenPANRB 35/2012, Lampiran: peringatan menjelaskan akibat bagi SOP ini",
    find=find,
)
