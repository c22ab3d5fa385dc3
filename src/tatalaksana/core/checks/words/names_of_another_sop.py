"""WD009: something is copied from another SOP.

Wrong: "draft Laporan SKM" in the SOP on the Laporan SPM; "Surat ijin belajar" in the SOP on cards.
Right: the row names what this SOP is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import fold, quote, words
from tatalaksana.core.checks.mend import Passage, passages
from tatalaksana.core.checks.tables import listed, table
from tatalaksana.core.procedure.model import Procedure

FIELDS = ("activities", "inputs", "outputs", "warning", "records")
ACRONYM = re.compile(r"(?<![\w&-])[A-Z][A-Za-z]*[A-Z]\b|\bAnjab\b")
BRACKETS = re.compile(r"\(.*?\)")
LONGEST = 3  #: rows; what more rows name is no slip of copying but part of the work


def find(procedure: Procedure, around: Surroundings) -> Iterator[Finding]:
    """Yield a finding where a subject stands that belongs to other SOPs and not to this one.

    A subject is an abbreviation of the table (SKM, SPM …) or what follows the first words of a
    sibling's title ("Surat Ijin Belajar"). It is foreign when neither title nor columns nor
    Keterkaitan of this SOP know it, and few rows name it.
    """
    known = own_words(procedure)
    places = [(one, one.text.casefold()) for one in passages(procedure) if one.field in FIELDS]
    subjects = (*abbreviations([one for one, _ in places]), *phrases(around, procedure))
    for subject, origin in subjects:
        low = subject.casefold()
        near = [one for one, text in places if low in text]
        if not near or is_own(subject, known, procedure):  # of 300 siblings' subjects few are near
            continue
        whole = re.compile(
            rf"(?<![\w&-])(?<!& )(?<![Pp][Aa][Nn] ){re.escape(subject)}\b",
            re.I if " " in subject else 0,
        )
        hits = [one for one in near if whole.search(one.text) and not introduced(one, subject)]
        if 0 < len({one.row for one in hits}) <= LONGEST:
            for hit in hits:
                yield CHECK.at(
                    hit.row,
                    hit.field,
                    worded(
                        "{0} pada {1} bukan pokok SOP ini{2}.",
                        quote(subject),
                        quote(hit.text),
                        origin,
                    ),
                    "Periksa; mungkin disalin dari SOP lain.",
                )


def abbreviations(places: list[Passage]) -> list[tuple[str, str]]:
    """The abbreviations of the table that the procedure uses."""
    subjects = table("subjects", "words")["full"]
    used = {match for one in places for match in ACRONYM.findall(one.text)}
    return sorted((one, "") for one in used if one in subjects)


def phrases(around: Surroundings, procedure: Procedure) -> list[tuple[str, str]]:
    """The subjects of the siblings' titles, as phrases of two words or more."""
    found: dict[str, str] = {}
    for sibling in around.siblings:
        for phrase in title_phrases(sibling.title):
            if phrase not in fold(procedure.title):
                found.setdefault(phrase, worded(" (lihat SOP {0})", quote(sibling.title)))
    return sorted(found.items())


@lru_cache(maxsize=1024)
def title_phrases(title: str) -> tuple[str, ...]:
    """What a title is about, without the words that say what is done with it."""
    said = list(words(BRACKETS.sub(" ", title.partition("/")[0])))
    while said and said[0] in listed("subjects", "doing", "words"):
        said = said[1:]
    phrase = " ".join(said)
    few = 2 <= len(said) <= 4
    return (phrase,) if few and phrase not in listed("subjects", "everywhere", "words") else ()


def own_words(procedure: Procedure) -> str:
    """What the SOP calls its own: title, columns, related SOPs, folded."""
    return fold(" ; ".join((procedure.title, *procedure.performers, *procedure.related)))


def is_own(subject: str, known: str, procedure: Procedure) -> bool:
    """Whether title, columns or Keterkaitan know the subject, written out or as initials."""
    if re.search(rf"\b{re.escape(fold(subject))}\b", known):
        return True
    full = table("subjects", "words")["full"].get(subject, "")
    if full and any(fold(one) in known for one in full.split("|")):
        return True
    title = words(procedure.title)
    initials = "".join(word[0] for word in title)
    return len(subject) > 1 and " " not in subject and subject.casefold() in initials


def introduced(passage: Passage, subject: str) -> bool:
    """Whether the text itself introduces the subject: in brackets, or as the name of an SOP."""
    after_sop = rf"\bSOP\s+(?:\w+\s+){{0,3}}{re.escape(subject)}\b"
    return f"({subject})" in passage.text or bool(re.search(after_sop, passage.text, re.I))


CHECK = Check(
    id="WD009",
    name="words.names_of_another_sop",
    source="PermenPANRB 35/2012, Lampiran: satu SOP satu prosedur",
    find=find,
)
