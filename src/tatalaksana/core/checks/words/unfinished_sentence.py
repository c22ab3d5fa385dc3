"""WD008: a sentence breaks off.

Wrong: "… maka proses penyusunan tidak akan".
Right: "… maka proses penyusunan tidak akan berjalan".
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import quote, words
from tatalaksana.core.checks.mend import passages
from tatalaksana.core.checks.tables import listed
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each text of several words that ends with a word that leads on."""
    for passage in passages(procedure):
        said = words(passage.text)
        if len(said) > 1 and said[-1] in listed("sentences", "leads_on", "words"):
            yield CHECK.at(
                passage.row,
                passage.field,
                f'{quote(passage.text)} berakhir dengan "{said[-1]}" dan terputus.',
                "Lengkapi kalimatnya.",
            )


CHECK = Check(
    id="WD008",
    name="words.unfinished_sentence",
    source="EYD V; Permendagri 1/2023: kalimat efektif",
    find=find,
)
