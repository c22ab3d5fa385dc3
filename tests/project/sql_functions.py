"""The functions that the statements of migrations leave behind, read from their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CREATE = re.compile(r"\bcreate\s+(?:or\s+replace\s+)?function\s+([a-z_][a-z0-9_.]*)\s*\(", re.I)
DROP = re.compile(
    r"\bdrop\s+function\s+(?:if\s+exists\s+)?([^;]+?)\s*(?:cascade|restrict)?\s*;", re.I
)
RESULT = re.compile(r"\s*returns\s+(.+?)\s+(?:language|as|stable|immutable|volatile|strict|set)\b",
                    re.I | re.S)  # fmt: skip
DEFAULT = re.compile(r"\s+default\b|=", re.I)
BODY = re.compile(r"\$(\w*)\$.*?\$\1\$", re.S)
COMMENT = re.compile(r"--[^\n]*")


@dataclass(frozen=True)
class Function:
    """A function as a caller knows it."""

    name: str
    takes: tuple[str, ...]  #: the types of what goes in
    wanted: int  #: how many of them have no default
    gives: tuple[str, ...]  #: the types of what comes out, by position, and what it returns

    def accepts_calls_of(self, before: Function) -> bool:
        """Whether every call of the one `before` finds this one, and understands its answer."""
        longer = self.takes[: len(before.takes)] == before.takes
        return longer and self.wanted <= before.wanted and self.gives == before.gives

    def mistaken_for(self, other: Function) -> bool:
        """Whether a call may mean either: as many arguments fit both."""
        least = max(self.wanted, other.wanted)
        return least <= min(len(self.takes), len(other.takes))


def after(known: dict[str, list[Function]], sql: str) -> dict[str, list[Function]]:
    """The functions by name after `sql`, in the order of its statements."""
    text = COMMENT.sub("", BODY.sub("$$", sql))
    found = {name: list(kept) for name, kept in known.items()}
    for _at, one in sorted([*created(text), *dropped(text)], key=lambda pair: pair[0]):
        if isinstance(one, Function):
            there = [kept for kept in found.get(one.name, []) if kept.takes != one.takes]
            found[one.name] = [*there, one]
        else:
            name, takes = one
            found[name] = [
                kept for kept in found.get(name, []) if takes is not None and kept.takes != takes
            ]
    return found


def created(text: str) -> Iterator[tuple[int, Function]]:
    """Every function that is created, with where."""
    for match in CREATE.finditer(text):
        inside, end = in_brackets(text, match.end())
        takes, gives, wanted = [], [], 0
        for parameter in parted(inside):
            words = DEFAULT.split(parameter, maxsplit=1)
            mode, kind = mode_and_type(words[0])
            if mode != "out":
                takes.append(kind)
                wanted += len(words) == 1
            if mode != "in":
                gives.append(kind)
        result = RESULT.match(text, end)
        gives.append(plain(result[1]) if result else "")
        yield match.start(), Function(match[1].lower(), tuple(takes), wanted, tuple(gives))


def dropped(text: str) -> Iterator[tuple[int, tuple[str, tuple[str, ...] | None]]]:
    """Every function that is dropped: its name, and what it takes where that is said."""
    for match in DROP.finditer(text):
        for one in parted(match[1]):
            name, bracket, inside = one.partition("(")
            takes = tuple(mode_and_type(kind)[1] for kind in parted(inside.rstrip(" )")))
            yield match.start(), (plain(name), takes if bracket else None)


def mode_and_type(words: str) -> tuple[str, str]:
    """`out r_case bigint` as "out" and "bigint"; the name may be missing."""
    parts = plain(words).split()
    mode = parts.pop(0) if parts[0] in {"in", "out", "inout"} else "in"
    return mode, " ".join(parts[1:] if len(parts) > 1 else parts)


def in_brackets(text: str, start: int) -> tuple[str, int]:
    """What stands between a bracket that opened before `start` and its end, and where that is."""
    depth, at = 1, start
    while depth:
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
    return text[start : at - 1], at


def parted(text: str) -> list[str]:
    """The parts between commas that stand in no brackets; none in an empty text."""
    parts, depth = [""], 0
    for sign in text:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]


def plain(text: str) -> str:
    """Words in small letters, one blank between."""
    return " ".join(text.lower().split())
