"""FL010: somebody signs or approves who has neither a column nor a row.

Wrong: "diserahkan kepada Sekda untuk ditandatangani", and no column "Sekda".
Right: a column "Sekda" and a row in which the Sekda signs, or returns it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.acts import kind_of
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import fold, quote
from tatalaksana.core.checks.offices import Likeness, Mention, mentions
from tatalaksana.core.checks.tables import listed
from tatalaksana.core.procedure.model import Procedure

WINDOW = 4  #: words before or after the name in which the signing stands
ASKED = frozenset(("sign", "approve"))
ALSO = frozenset(("reviu", "review", "tandatangani", "tangan", "tangani"))
#: A new clause begins here: who is named behind it gets the file, and does not sign it.
ENDS = {
    "dan", "setelah", "lalu", "kemudian", "serta", "selanjutnya", "mengembalikan", "dikembalikan",
    "menyampaikan", "disampaikan", "menyerahkan", "diserahkan", "meneruskan", "diteruskan",
    "mengirim", "dikirim", "mendistribusikan", "didistribusikan",
}  # fmt: skip


def is_asked_to_sign(mention: Mention) -> bool:
    """Whether the words around the name say that this office signs or approves."""
    if mention.head in listed("offices", "everybody"):
        return False
    before = mention.before[-WINDOW:]
    after: list[str] = []
    for word in mention.after[:WINDOW]:
        if word in ENDS:
            break
        after.append(word)
    by_another = "oleh" in after
    purpose = (
        tuple(after) if after[:1] in (["untuk"], ["guna"], ["agar"]) and not by_another else ()
    )
    return any(
        word in ALSO or ASKED.intersection(kind_of(word))
        for word in (*last_clause(before), *purpose)
    )


def last_clause(before: tuple[str, ...]) -> tuple[str, ...]:
    """What stands before the name in its own clause."""
    for at in range(len(before) - 1, -1, -1):
        if before[at] in ENDS:
            return before[at + 1 :]
    return before


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each signer without a column, once a row."""
    if not procedure.performers:
        return
    for step in procedure.steps:
        seen: set[str] = set()
        for mention in mentions(procedure, step):
            unknown = mention.likeness is Likeness.UNKNOWN and fold(mention.text) not in seen
            if unknown and is_asked_to_sign(mention):
                seen.add(fold(mention.text))
                yield CHECK.at(
                    step.row,
                    "activities",
                    worded(
                        "{0} menandatangani atau menyetujui, tetapi tidak memiliki"
                        " kolom dan langkah.",
                        quote(mention.text),
                    ),
                    "Tambahkan kolomnya dan satu langkah penandatanganan, termasuk jalan bila"
                    " ditolak.",
                )


CHECK = Check(
    id="FL010",
    name="flow.signer_without_column",
    source="PermenPANRB 35/2012, Lampiran: pelaksana tampak pada kolomnya",
    find=find,
    weight=Weight.ERROR,
)
