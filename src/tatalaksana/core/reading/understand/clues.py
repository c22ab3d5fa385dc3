"""What the words of one step say about its performer and the next: named people and acts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tatalaksana.core.reading.understand.labels import table
from tatalaksana.core.reading.understand.roles import Mention, Naming, Word, words_of

PREPOSITIONS = frozenset({"kepada", "ke", "kpd", "pada", "dengan", "oleh", "melalui", "bersama"})
FILLERS = frozenset({"pejabat", "anggota", "para", "sdr", "bapak", "ibu", "masing", "bidang", "ke"})
TOWARDS = frozenset({"kepada", "ke", "kpd", "pada"})
CONDITIONS = frozenset(table("acts")["condition"]["begins"])
NEGATIVES = frozenset(table("acts")["condition"]["negative"])
PURPOSES = frozenset({"untuk", "guna", "agar"})
CONNECTORS = frozenset({"kemudian", "selanjutnya", "lalu", "setelah", "itu", "serta", "dan"})
HOLDING = frozenset({"melaksanakan", "mengadakan", "menyelenggarakan", "memimpin", "melakukan"})
SENTENCE_END = re.compile(r"[.;\n]\s*(?=\S)|\n")
FAR = 25  #: words between a cue and a name with a preposition before it
#: the same without a preposition
REACH = {"handover": 2, "order": 3, "back": 3, "with": 7, "through": 2, "by": 2}
INVITED_FAR = 60  #: words between an invitation and the last of those invited
OPENING = 80  #: letters in which a step's first word stands
ABBREVIATION = 5  #: letters; a full stop after a shorter word may be an abbreviation's
CLAUSE = re.compile(r"[,;\n]|\.(?=\s+[A-Z])|\b(?:dan|kemudian|selanjutnya|lalu|serta)\b", re.I)


@dataclass(frozen=True, slots=True)
class Clue:
    """A performer named in a step, and in what part.

    kind: handover, order, back, with, through, invite, by, subject, object, plain, host.
    """

    kind: str
    role: int
    unit: bool
    quote: str
    purpose: bool = False  #: "untuk diajukan ke X"
    again: bool = False  #: "diserahkan kembali ke X"


@dataclass(frozen=True, slots=True)
class Act:
    """What a clause does, with the points per group of performer."""

    name: str
    quote: str
    points: Mapping[str, float]
    first: bool


@dataclass(slots=True)
class Clues:
    """Everything the words of one step say."""

    named: list[Clue] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    verb: str = ""  #: the first word

    def of(self, *kinds: str) -> list[Clue]:
        """The clues of these kinds, in the order of the text."""
        return [clue for clue in self.named if clue.kind in kinds]

    @property
    def first_act(self) -> str:
        """What the step does first; "" when its verb is unknown."""
        return next((act.name for act in self.acts if act.first), "")


@lru_cache(maxsize=1)
def cues() -> dict[str, str]:
    """Every cue word with its class."""
    return {word: kind for kind, words in table("acts")["cue"].items() for word in words}


@lru_cache(maxsize=1)
def acts_by_word() -> dict[str, list[tuple[tuple[str, ...], Mapping[str, Any]]]]:
    """The beginnings of clauses, longest first, by their first word."""
    found: dict[str, list[tuple[tuple[str, ...], Mapping[str, Any]]]] = {}
    for act in table("acts")["act"]:
        for phrase in act["begins"]:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, act))
    for known in found.values():
        known.sort(key=lambda one: len(one[0]), reverse=True)
    return found


def clues_in(activities: Sequence[str], note: str, naming: Naming) -> Clues:
    """What the activities (and a note such as "bersama Sekda") say."""
    first = words_of(activities[0][:OPENING]) if activities else ()
    found = Clues(verb=first[0].text if first else "")
    for number, item in enumerate(activities):
        found.named += named_in(item, naming)
        found.acts += acts_in(item, first=number == 0)
    found.named += [clue for clue in named_in(note, naming) if clue.kind == "with"]
    return found


def named_in(text: str, naming: Naming) -> list[Clue]:
    """The performers `text` names in a part that tells something."""
    words = words_of(text)
    starts = sentence_starts(text, words)
    told = (clue_of(one, text, words, starts) for one in naming.mentions(words))
    return [clue for clue in told if clue is not None]


def sentence_starts(text: str, words: Sequence[Word]) -> list[int]:
    """For every word the index of the first word of its sentence."""
    starts, first = [], 0
    for i, word in enumerate(words):
        if i:
            between = text[words[i - 1].end : word.start]
            stop = ";" in between or "\n" in between
            long = words[i - 1].end - words[i - 1].start > ABBREVIATION
            full = long and "." in between and word.capital
            if stop or full:
                first = i
        starts.append(first)
    return starts


def clue_of(one: Mention, text: str, words: Sequence[Word], starts: Sequence[int]) -> Clue | None:
    """What a mention tells; None when it tells nothing about who acts."""
    start = starts[one.start]
    before = one.start - 1
    while before >= start and words[before].text in FILLERS:
        before -= 1
    preposition = words[before].text if before >= start else ""
    quote = text[words[max(start, before - 1)].start : words[one.end - 1].end]
    kind, place = cue_before(words, start, one.start, preposition)
    if kind is None:
        bare = bare_kind(one, text, words, start)
        bare = bare or ("plain" if preposition in TOWARDS else "")
        return Clue(bare, one.role, one.unit, quote) if bare else None
    if kind == "back" and (place > start and cues().get(words[place - 1].text) == "handover"):
        return Clue("handover", one.role, one.unit, quote, again=True)
    if kind == "back" and not negative(words, start, place):
        return Clue("handover", one.role, one.unit, quote, again=True)
    if kind == "order" and is_host(words, one.end):
        return Clue("host", one.role, one.unit, quote)
    purpose = kind == "handover" and place > start and words[place - 1].text in PURPOSES
    return Clue(kind, one.role, one.unit, quote, purpose=purpose)


def cue_before(
    words: Sequence[Word], start: int, at: int, preposition: str
) -> tuple[str | None, int]:
    """(class, place) of the nearest cue before the name at `at`; (None, -1) without one."""
    if preposition in ("oleh", "melalui"):
        return cues()[preposition], at - 1
    for i in range(at - 1, max(start, at - INVITED_FAR) - 1, -1):
        kind = cues().get(words[i].text)
        if kind is None:
            continue
        if kind == "invite":
            return kind, i
        if kind in ("with", "through", "by"):
            if preposition in ("dengan", "bersama") or at - i <= REACH[kind]:
                return kind, i
            continue
        reach = FAR if preposition in TOWARDS else REACH[kind]
        return (kind, i) if at - i <= reach else (None, -1)
    return None, -1


def negative(words: Sequence[Word], start: int, place: int) -> bool:
    """Whether the cue at `place` stands under "jika tidak …", or under no condition at all."""
    for i in range(place - 1, max(start, place - INVITED_FAR) - 1, -1):
        if words[i].text in CONDITIONS:
            return any(word.text in NEGATIVES for word in words[i:place])
    return True


def is_host(words: Sequence[Word], end: int) -> bool:
    """Whether the ordered one is to hold a meeting: "untuk melaksanakan rapat"."""
    following = [word.text for word in words[end : end + 3]]
    opens = following[:1] == ["untuk"] and following[2:] == ["rapat"]
    return opens and following[1] in HOLDING


def bare_kind(one: Mention, text: str, words: Sequence[Word], start: int) -> str:
    """What a name tells by its place beside a verb: subject, object, "" for neither."""
    if is_subject(one, text, words, start):
        return "subject"
    return "object" if is_object(one, words, start) else ""


def is_subject(one: Mention, text: str, words: Sequence[Word], start: int) -> bool:
    """Whether the name stands before its verb at the beginning of a clause."""
    i = one.start
    while i > start and words[i - 1].text in CONNECTORS:
        i -= 1
    opens = i == start or "," in text[words[i - 1].end : words[i].start]
    verb = words[one.end].text if one.end < len(words) else ""
    return opens and verb.startswith("me") and len(verb) > 5


def is_object(one: Mention, words: Sequence[Word], start: int) -> bool:
    """Whether the name directly follows an active verb: "mendaftar pasien"."""
    verb = words[one.start - 1].text if one.start > start else ""
    return verb.startswith("me") and len(verb) > 5


def acts_in(item: str, *, first: bool) -> Iterator[Act]:
    """The acts at the beginnings of the clauses of one item.

    After an order ("memerintahkan X untuk …") the item's further clauses are X's acts.
    """
    for number, clause in enumerate(one for one in CLAUSE.split(item) if one.strip()):
        words = [word.text for word in words_of(clause[:120])]
        if words[:1] and words[0] in CONDITIONS and number:
            continue
        found = act_at(words)
        if found:
            phrase, act = found
            points = {k: v for k, v in act.items() if isinstance(v, float)}
            yield Act(act["name"], " ".join(phrase), points, first and number == 0)
            if act["name"] == "memerintahkan":
                return


def act_at(words: Sequence[str]) -> tuple[tuple[str, ...], Mapping[str, Any]] | None:
    """The act a clause begins with."""
    for phrase, act in acts_by_word().get(words[0], ()) if words else ():
        if tuple(words[: len(phrase)]) == phrase:
            return phrase, act
    return None
