"""The names of other SOPs: what a step names, and when two names mean one SOP."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from tatalaksana.core.checks.language import content, root
from tatalaksana.core.checks.tables import listed
from tatalaksana.core.procedure.model import Step

LEADING = re.compile(r"^\s*(?:terkait|lihat|sesuai)?\s*(?:SOP\s*)+(?:tentang\s+)?", re.I)
EXPLAINED = re.compile(r"(?P<before>[^()]+?)\s*\((?P<letters>[A-Z]{2,6})\)")
NAMED = re.compile(r"\bSOP\s+(.+?)(?=\s+dan\s+SOP\b|[.;,]|\s*$|\bSOP\b)", re.I)
#: Points of 100 of rapidfuzz: "Pembuatan Surat Perintah Tugas" is not "Pembuatan Surat Keluar".
SAME = 90


def bare(name: str) -> str:
    """The name of an SOP without the words before it."""
    return LEADING.sub("", name).strip(" .;,")


def abbreviated(name: str) -> str:
    """The name with "Surat Keputusan (SK)" written "SK", where the letters are the initials."""

    def short(match: re.Match[str]) -> str:
        before, letters = match["before"].split(), match["letters"]
        initials = "".join(word[0] for word in before[-len(letters) :]).casefold()
        return (
            " ".join((*before[: -len(letters)], letters))
            if initials == letters.casefold()
            else match[0]
        )

    return EXPLAINED.sub(short, name)


def named_sops(step: Step) -> tuple[str, ...]:
    """The SOPs that a step names in its note, or that were read from it."""
    found = [bare(match) for match in NAMED.findall(step.note)]
    if not found and step.related_procedure:
        found = [bare(step.related_procedure)]
    return tuple(dict.fromkeys(name for name in found if name))


def same_sop(one: str, other: str) -> bool:
    """Whether two names mean one SOP: "Pembuatan SK Tim" and "Pembentukan SK Tim" do."""
    first, second = subject(one), subject(other)
    if not first or not second:
        return False
    return first == second or fuzz.ratio(" ".join(first), " ".join(second)) >= SAME


def subject(name: str) -> tuple[str, ...]:
    """The roots of a name without the first word when that only says that something is made."""
    roots = [root(word) for word in content(abbreviated(bare(name)))]
    return tuple(roots[1:] if len(roots) > 1 and roots[0] in MAKING else roots)


MAKING = frozenset(root(word) for word in listed("titles", "making", "identity"))
