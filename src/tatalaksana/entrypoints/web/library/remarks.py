"""Findings, doubts and reasons in the reader's language; the core says them in Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from tatalaksana.core.checks.english import in_english
from tatalaksana.core.checks.finding import Finding
from tatalaksana.core.reading.english import doubt_in_english, reason_in_english


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFinding:
    """A finding as the page shows it."""

    check: str
    row: int | None
    place: str
    what: str
    hint: str
    source: str  #: the regulation, by its own name


def english() -> bool:
    """Whether the reader wants English."""
    return get_language() == "en"


def shown(finding: Finding) -> ShownFinding:
    """The finding in the reader's language."""
    say = in_english if english() else str
    return ShownFinding(
        check=finding.check,
        row=finding.row,
        place=say(finding.place),
        what=say(finding.what),
        hint=say(finding.hint),
        source=finding.source,
    )


def doubt_said(doubt: Mapping[str, Any], part: str) -> str:
    """The "what" or the "hint" of a doubt, as a version keeps it."""
    text = str(doubt[part])
    return doubt_in_english(str(doubt.get("code", "")), part, text) if english() else text


def reason_said(text: str) -> str:
    """Why something was inferred."""
    return reason_in_english(text) if english() else text
