"""WD001: a word stands twice.

Wrong: "PROVINSI KALIMANTAN BARAT BARAT", "tanda tangan ke ke Asisten".
Right: "PROVINSI KALIMANTAN BARAT", "tanda tangan ke Asisten".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import quote
from tatalaksana.core.checks.mend import passages, rewrite
from tatalaksana.core.checks.tables import listed
from tatalaksana.core.procedure.model import Procedure

DOUBLED = re.compile(r"\b([^\W\d_]{2,})(\s+\1)+\b", re.I)


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each doubled word.

    Certain where the word never doubles ("ke", "dan", "barat"); "surat surat" may be a plural
    without its hyphen, which is a finding to be judged by a person.
    """
    for passage in passages(procedure):
        for match in DOUBLED.finditer(passage.text):
            certain = match[1].casefold() in listed("doubling", "never", "words")
            yield CHECK.at(
                passage.row,
                passage.field,
                worded("Kata {0} tertulis ganda: {1}.", quote(match[1]), quote(match[0])),
                worded("Tulis {0} satu kali.", quote(match[1]))
                if certain
                else worded(
                    "Tulis satu kali, atau bila jamak {0}.", quote(f"{match[1]}-{match[1]}")
                ),
                fix=rewrite(passage.row, passage.field, once) if certain else None,
            )


def once(text: str) -> str:
    """The text with words that never double written once."""

    def single(match: re.Match[str]) -> str:
        return match[1] if match[1].casefold() in listed("doubling", "never", "words") else match[0]

    return DOUBLED.sub(single, text)


CHECK = Check(
    id="WD001",
    name="words.doubled_word",
    source="EYD V: bentuk ulang ditulis dengan tanda hubung",
    find=find,
)
