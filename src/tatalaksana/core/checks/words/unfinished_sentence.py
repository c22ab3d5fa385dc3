"""WD008: a sentence breaks off.

Wrong: "… maka proses penyusunan tidak akan".
Right: "… maka proses penyusunan tidak akan berjalan".
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import quote, words
from tatalaksana.core.checks.mend import passages
from tatalaksana.core.checks.tables import listed
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each text that ends with a word that leads on.

    In the rows, an act that wants an object ("menentukan teknis penyusunan") is a note.
    """
    for passage in passages(procedure):
        said = words(passage.text)
        if len(said) > 1 and said[-1] in listed("sentences", "leads_on", "words"):
            yield CHECK.at(
                passage.row,
                passage.field,
                worded('{0} berakhir dengan "{1}" dan terputus.', quote(passage.text), said[-1]),
                "Lengkapi kalimatnya.",
            )
        elif passage.row and said and said[-1] in listed("sentences", "needs_object", "words"):
            yield CHECK.at(
                passage.row,
                passage.field,
                worded('{0} tidak menyebut objek "{1}".', quote(passage.text), said[-1]),
                "Sebutkan apa yang dimaksud.",
                weight=Weight.NOTE,
            )


CHECK = Check(
    id="WD008",
    name="words.unfinished_sentence",
    source="EYD V; Permendagri 1/2023: kalimat efektif",
    find=find,
)
