"""WD004: a short form that a formal text writes out.

Wrong: "petugas yg membidangi dr SKPD".
Right: "petugas yang membidangi dari SKPD".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import series
from tatalaksana.core.checks.mend import passages, rewrite
from tatalaksana.core.checks.tables import table
from tatalaksana.core.procedure.model import Procedure


@cache
def pattern() -> re.Pattern[str]:
    """All short forms; not before a full stop and a name ("dr. Sutomo"), nor in capitals."""
    known = "|".join(table("short_words", "words")["full"])
    return re.compile(rf"\b(?P<word>{known})\b(?!\.?\s*[A-Z][a-z]+,?\s+[A-Z])")


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield one note for each field of a row with short forms, all of them certain."""
    found: dict[tuple[int | None, str], list[str]] = {}
    for passage in passages(procedure):
        if passage.field == "legal_basis":
            continue
        for match in pattern().finditer(passage.text):
            found.setdefault((passage.row, passage.field), []).append(match["word"])
    for (row, field), short in found.items():
        once = list(dict.fromkeys(short))
        yield CHECK.at(
            row,
            field,
            worded("Singkatan {0} tidak baku dalam naskah dinas.", series(once)),
            worded(
                "Tulis {0}.", series([table("short_words", "words")["full"][word] for word in once])
            ),
            fix=rewrite(row, field, written_out),
        )


def written_out(text: str) -> str:
    """The text with its short forms written out."""
    return pattern().sub(
        lambda match: str(table("short_words", "words")["full"][match["word"]]), text
    )


CHECK = Check(
    id="WD004",
    name="words.short_word",
    source="Permendagri 1/2023 (tata naskah dinas): bahasa baku; EYD V",
    find=find,
    weight=Weight.NOTE,
)
