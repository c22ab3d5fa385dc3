"""Whether a step signs or decides, from the verb that its performer does.

"Menandatangani surat" signs; "menyiapkan surat untuk ditandatangani" and "mengirim surat yang
sudah ditandatangani" do not. Where a sentence can be read both ways it counts as signing: who
acts for another then waits, and nobody signs who may not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from tatalaksana.core.procedure.model import Step
from tatalaksana.core.procedure.roles import expanded

Form = Literal["active", "passive", "nominal"]
BORDER = re.compile(r"[.;:,()]")
WORD = re.compile(r"[a-z0-9&/-]+")
VERB = re.compile(r"(?:me(?:m|n|ng|ny|r|l)?|di)[a-z]{3,}")
MORE = 2  #: performers, from which on another can judge
BY = re.compile(r"\s*oleh\s+([^.;:,()]+)")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The table data/signing.toml, ready to compare."""

    deeds: dict[str, tuple[tuple[Form, re.Pattern[str]], ...]]  #: "signing", "deciding", "drafting"
    words: dict[str, frozenset[str]]

    def is_verb(self, word: str) -> bool:
        """Whether `word` looks like a deed: menyusun, dikirim."""
        return bool(VERB.fullmatch(word)) and word not in self.words["nouns"]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The table, read once."""
    text = (files("tatalaksana.core.engine") / "data" / "signing.toml").read_text("utf-8")
    table = tomllib.loads(text)
    forms: tuple[Form, ...] = ("active", "passive", "nominal")
    return Vocabulary(
        deeds={
            deed: tuple(
                (form, re.compile(rf"(?<![a-z])(?:{'|'.join(table[deed][form])})(?![a-z])"))
                for form in forms
                if table[deed][form]
            )
            for deed in ("signing", "deciding", "drafting")
        },
        words={name: frozenset(words) for name, words in table["words"].items()},
    )


def signs(step: Step) -> bool:
    """Whether the performer of `step` signs: by a Kegiatan, or where the Output is a signature."""
    nominal = next(marks for form, marks in vocabulary().deeds["signing"] if form == "nominal")
    output = any(nominal.fullmatch(text.lower().strip(" .")) for text in step.outputs)
    return output or does(step, "signing")


def decides(step: Step) -> bool:
    """Whether the performer of `step` decides: it branches, or a Kegiatan says "menyetujui"."""
    return step.decision is not None or does(step, "deciding")


def judges(step: Step) -> bool:
    """Whether the performer of `step` judges what others made: she decides, or signs."""
    return decides(step) or signs(step)


def draft_judged(steps: Sequence[Step], row: int) -> int:
    """The row that made the draft which the step in `row` judges; 0 where it judges none.

    It is the last step before it that drafts by its own verb, else the last that judges nothing:
    whoever orders the work, or hands it on, made nothing. Steps that judge in a row judge the same
    draft. In an SOP of one performer nobody else could judge. Source: docs/decisions/0045.
    """
    roles = {role for one in steps for role in one.performers}
    if not judges(steps[row - 1]) or len(roles) < MORE:
        return 0
    worked = [step for step in steps[: row - 1] if not judges(step)]
    drafted = [step.row for step in worked if does(step, "drafting")]
    return (drafted or [step.row for step in worked] or [0])[-1]


def does(step: Step, deed: str) -> bool:
    """Whether a Kegiatan names `deed`, a key of `Vocabulary.deeds`, as the performer's own."""
    return any(
        is_hers(form, before, text[mark.end() :], step.performers)
        for activity in step.activities
        for text in [activity.lower()]
        for form, pattern in vocabulary().deeds[deed]
        for mark in pattern.finditer(text)
        for before in [words_before(text[: mark.start()])]
    )


def words_before(text: str) -> tuple[str, ...]:
    """The words of the thought that `text` ends in."""
    words = WORD.findall(BORDER.split(text)[-1])
    begins = vocabulary().words["begins"]
    starts = [place for place, word in enumerate(words) if word in begins]
    return tuple(words[starts[-1] + 1 :] if starts else words)


def is_hers(form: Form, before: Sequence[str], after: str, performers: Sequence[str]) -> bool:
    """Whether a deed in this `form`, between these words, is the performer's own."""
    if done_elsewhere(before) or for_another(form, before):
        return False
    kinds = vocabulary().words
    last = before[-1] if before else ""
    handed = any(word in kinds["hands_over"] for word in before)
    if form == "active":
        return not handed or last in kinds["joins"]
    if form == "nominal":
        return not handed and (not before or last in kinds["with_name"] | kinds["joins"])
    by = BY.match(after)
    return by is None or names_one_of(by[1], performers)


def done_elsewhere(before: Sequence[str]) -> bool:
    """Whether it is told as done before, or of a paper: "surat yang sudah ditandatangani"."""
    kinds = vocabulary().words
    return any(
        word in kinds["elsewhere"] and not any(map(frees, before[place + 1 :]))
        for place, word in enumerate(before)
    )


def frees(word: str) -> bool:
    """Whether `word` has its own "sudah" or "yang": "jika sudah sesuai ditandatangani"."""
    return word in vocabulary().words["states"] or vocabulary().is_verb(word)


def for_another(form: Form, before: Sequence[str]) -> bool:
    """Whether a purpose stands before: "diserahkan kepada Sekda untuk ditandatangani"."""
    kinds = vocabulary().words
    for place in purposes(before):
        handed = any(word in kinds["hands_over"] for word in before[:place])
        direct = not any(vocabulary().is_verb(word) for word in before[place + 1 :])
        if handed or (direct and form != "active"):
            return True
    return False


def purposes(before: Sequence[str]) -> Iterator[int]:
    """Where a word of purpose stands."""
    wanted = vocabulary().words["purpose"]
    return (place for place, word in enumerate(before) if word in wanted)


def names_one_of(agent: str, performers: Sequence[str]) -> bool:
    """Whether "oleh …" names a performer of the step itself."""
    said = expanded(agent)
    roles = [expanded(role) for role in performers]
    return any(said.startswith(role) or role.startswith(said) for role in roles)
