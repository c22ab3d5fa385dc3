"""Findings in English."""

from __future__ import annotations

from tatalaksana.core.base.said import in_words_of
from tatalaksana.core.checks.tables import table


def in_english(text: str) -> str:
    """A sentence of a finding (`place`, `what` or `hint`) in English.

    Its words stand in data/english.toml, one for each Indonesian pattern; what the document says
    is quoted as it stands.
    """
    return in_words_of(table("english")["sentences"], text)
