"""The performers of a table: their names expanded, their kind and rank, where a text names them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from tatalaksana.core.reading.understand.labels import table

TOKEN = re.compile(r"[^\W_]+")
IGNORED = frozenset({"dan", "bin"})
ALIKE = 86.0  #: per cent; below, two words are different words
SHORTEST_ALIKE = 5  #: letters; shorter words must be equal
PART = re.compile(r"\s*[,/&]\s*|\s+dan\s+", re.I)
UNKNOWN_RANK = 30
#: words after which a shortened name ("Kabag") may not stand for a longer one
LONGEST_ALIAS = 8


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, expanded, with its place in the text."""

    text: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One performer column."""

    index: int
    name: str  #: the header as printed
    words: tuple[str, ...]  #: expanded
    group: str  #: the kind's group in roles.toml
    rank: int
    head: tuple[str, ...]  #: the phrase that gave the kind


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text names a performer."""

    role: int
    start: int  #: word index
    end: int
    unit: bool  #: only the unit is named ("Biro Organisasi"), not its head


@lru_cache(maxsize=1)
def expansions() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """The abbreviations by their first word, the longest first, with what they stand for."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for short, full in table("roles")["expand"].items():
        words = tuple(short.split())
        found.setdefault(words[0], []).append((words, tuple(full.split())))
    for known in found.values():
        known.sort(key=lambda one: len(one[0]), reverse=True)
    return found


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text`, abbreviations expanded; a document repeats its clauses often."""
    raw = [
        Word(one[0].lower(), one.start(), one.end(), one[0][0].isupper())
        for one in TOKEN.finditer(text)
    ]
    known = expansions()
    found: list[Word] = []
    i = 0
    while i < len(raw):
        for short, full in known.get(raw[i].text, ()):
            if len(short) == 1 or tuple(word.text for word in raw[i : i + len(short)]) == short:
                first, last = raw[i], raw[i + len(short) - 1]
                found += [Word(one, first.start, last.end, first.capital) for one in full]
                i += len(short)
                break
        else:
            found.append(raw[i])
            i += 1
    return tuple(found)


def plain_words(text: str) -> tuple[str, ...]:
    """The expanded words of a name, without "dan"."""
    return tuple(word.text for word in words_of(text) if word.text not in IGNORED)


def role_of(index: int, name: str) -> Role:
    """A performer column from its header."""
    words = plain_words(name)
    group, rank, head = kind_of(words)
    return Role(index=index, name=name, words=words, group=group, rank=rank, head=head)


@lru_cache(maxsize=1024)
def kind_of(words: tuple[str, ...]) -> tuple[str, int, tuple[str, ...]]:
    """(group, rank, the phrase that tells) of a position; unknown ones work as handlers."""
    for kind in table("roles")["kind"]:
        for phrase in kind["phrases"]:
            head = tuple(phrase.split())
            if within(head, words) is not None:
                return kind["group"], kind["rank"], head
    return "handler", UNKNOWN_RANK, words


def within(part: tuple[str, ...], words: tuple[str, ...]) -> int | None:
    """Where `part` stands in `words`; None when it does not."""
    for i in range(len(words) - len(part) + 1):
        if words[i : i + len(part)] == part:
            return i
    return None


def aliases(roles: Sequence[Role]) -> dict[tuple[str, ...], tuple[int, bool]]:
    """Every way the text may name a role: alias -> (role, names only the unit).

    A short form counts only where it fits one column alone; a full name wins over all.
    """
    short: dict[tuple[str, ...], set[tuple[int, bool]]] = {}
    for role in roles:
        # a header of signs only ("(", ";") has no words and no text can name it
        for alias, unit in (form for form in short_forms(role) if form[0]):
            short.setdefault(alias, set()).add((role.index, unit))
    found = {
        alias: next(iter(of)) for alias, of in short.items() if len({role for role, _ in of}) == 1
    }
    found |= staff_alias(roles)
    found |= {role.words[:LONGEST_ALIAS]: (role.index, False) for role in roles if role.words}
    return found


def short_forms(role: Role) -> Iterable[tuple[tuple[str, ...], bool]]:
    """The shortened names of one role."""
    place = within(role.head, role.words)
    start = place or 0
    for end in range(start + len(role.head), min(len(role.words), start + LONGEST_ALIAS) + 1):
        yield role.words[start:end], False
    parts = [plain_words(part) for part in PART.split(role.name)]
    if len(parts) > 1:
        yield from ((part, False) for part in parts if part and len(part[0]) > 3)
    for kind in table("roles")["kind"]:
        if kind["group"] == role.group and kind["rank"] == role.rank:
            yield from ((tuple(one.split()), False) for one in kind.get("also", ()))
    if role.words[:1] == ("kepala",) and len(role.words) > 2:
        yield role.words[1:], True


def staff_alias(roles: Sequence[Role]) -> dict[tuple[str, ...], tuple[int, bool]]:
    """ "Staf" without a column of its own is the column of the analysts, else of the handlers."""
    for group in ("analyst", "handler", "clerk"):
        of = [role for role in roles if role.group == group]
        named = [role for role in of if "staf" in role.words]
        if named or of:
            return {("staf",): ((named or of)[0].index, False)} if len(named or of) == 1 else {}
    return {}


class Naming:
    """Finds the performers a text names."""

    def __init__(self, roles: Sequence[Role], printed: Sequence[str] = ()) -> None:
        """`printed` are the names in the document, where the office calls the roles otherwise."""
        self.roles = tuple(roles)
        self.known = aliases(roles)
        for k, name in enumerate(printed):
            if words := plain_words(name)[:LONGEST_ALIAS]:
                self.known.setdefault(words, (k, False))
        self.by_first: dict[str, list[tuple[str, ...]]] = {}
        for alias in sorted(self.known, key=len, reverse=True):
            self.by_first.setdefault(alias[0], []).append(alias)
        self.vocabulary = frozenset(word for alias in self.known for word in alias)
        self.longer = sorted(word for word in self.vocabulary if len(word) >= SHORTEST_ALIKE)
        self.alike: dict[str, str] = {}

    def canonical(self, word: str) -> str:
        """The word of a performer's name that `word` is a spelling of; else `word`."""
        if word not in self.alike:
            self.alike[word] = self._closest(word)
        return self.alike[word]

    def _closest(self, word: str) -> str:
        if word in self.vocabulary or len(word) < SHORTEST_ALIKE:
            return word
        best = process.extractOne(word, self.longer, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return best[0] if best else word

    def mentions(self, words: Sequence[Word]) -> list[Mention]:
        """The performers named in `words`, longest names first, none overlapping."""
        texts = [self.canonical(word.text) for word in words]
        found: list[Mention] = []
        i = 0
        while i < len(words):
            here = self._at(texts, words, i)
            if here:
                found.append(here)
                i = here.end
            else:
                i += 1
        return found

    def _at(self, texts: list[str], words: Sequence[Word], i: int) -> Mention | None:
        for alias in self.by_first.get(texts[i], ()):
            end = match(alias, texts, i)
            if end is None:
                continue
            role, unit = self.known[alias]
            if alias != self.roles[role].words and self._goes_on(words, end, role):
                continue
            if unit and i > 0 and texts[i - 1] == "kepala":
                continue
            return Mention(role, i, end, unit)
        return None

    def _goes_on(self, words: Sequence[Word], end: int, role: int) -> bool:
        """Whether a short name is only the beginning of another official's: "Kabag Hukum"."""
        if end >= len(words) or self.roles[role].group in ("team", "outside", "applicant"):
            return False
        following, last = words[end], words[end - 1]
        return (
            following.capital
            and last.capital
            and following.start - last.end <= 2
            and (following.text not in self.roles[role].words)
        )


def match(alias: tuple[str, ...], texts: Sequence[str], i: int) -> int | None:
    """Where `alias` ends in `texts` when it begins at `i`; "dan" between its words is passed."""
    for word in alias:
        if i < len(texts) and texts[i] in IGNORED and word not in IGNORED:
            i += 1
        if i >= len(texts) or texts[i] != word:
            return None
        i += 1
    return i


def duplicates(names: Sequence[str]) -> list[str]:
    """The names printed more than once."""
    return [name for name, times in Counter(names).items() if times > 1]
