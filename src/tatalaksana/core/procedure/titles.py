"""Titles printed in capitals, set in the usual way for lists and headings.

A document keeps its own wording; twenty-five lines of capitals in a list cannot be read.
"""

from __future__ import annotations

import re

#: abbreviations of the field that stay in capitals; others are known by having no vowel
ABBREVIATIONS = frozenset(
    "ABK ASN ATK BKD BKN CPNS DPA DUK IKM JFT KGB LAKIP LHKPN NIP OPD PAK PERDA PNS PTT RENSTRA "
    "RPJMD SAKIP SDM SK SKM SKP SKPD SLKS SOP SP SPM SPP SPPD SPT TND UKPP UMKM UPP UPT UPTD".split()
)
SMALL = frozenset("atau bagi dan dari di dengan ke oleh pada serta terhadap untuk yang".split())
WORD = re.compile(r"[^\W\d_]+")
VOWELS = re.compile(r"[AEIOUY]")


def readable(title: str) -> str:
    """`title` with capitals at the beginnings of words only, if it is printed all in capitals.

    Abbreviations keep theirs: those of the table, words without a vowel, and what stands alone in
    brackets.
    """
    letters = [sign for sign in title if sign.isalpha()]
    if not letters or any(sign.islower() for sign in letters):
        return title

    def cased(found: re.Match[str]) -> str:
        word = found.group()
        start, end = found.span()
        bracketed = title[start - 1 : start] == "(" and title[end : end + 1] == ")"
        if word in ABBREVIATIONS or bracketed or (len(word) > 1 and not VOWELS.search(word)):
            return word
        if word.lower() in SMALL and start > 0:
            return word.lower()
        return word.capitalize()

    return WORD.sub(cased, title)
