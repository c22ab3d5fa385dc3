"""Doubts and evidence in English.

A doubt is kept with its draft as a sentence, perhaps for years, so its values are found again by
the pattern that its code has in data/doubts.toml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from tatalaksana.core.reading.understand.labels import table

GAP = re.compile(r"\{(\w+)\}")


def doubt_in_english(code: str, part: str, text: str) -> str:
    """The sentence `text` of a doubt in English; `part` is "what" or "hint".

    It stays Indonesian where it does not follow the pattern of its code (an older release's).
    """
    indonesian, english = table("doubts").get(code, {}), table("english")
    pattern, words = indonesian.get(part, ""), english["doubts"].get(code, {}).get(part, "")
    found = shape(pattern).fullmatch(text)
    if not found or not words:
        return text
    values = {name: reason_in_english(value) for name, value in found.groupdict().items()}
    return str(words.format(**values))


def reason_in_english(text: str) -> str:
    """Why the reader inferred something, or a label, in English; what the document says stays."""
    reasons: Mapping[str, str] = table("english")["reasons"]
    for pattern, english in reasons.items():
        found = shape(pattern).fullmatch(text)
        if found:
            return english.format(**found.groupdict())
    return text


@cache
def shape(pattern: str) -> re.Pattern[str]:
    """What a filled `pattern` looks like; a gap that stands twice holds the same both times."""
    seen: set[str] = set()
    parts = []
    for place, part in enumerate(GAP.split(pattern)):
        if place % 2 == 0:
            parts.append(re.escape(part))
        else:
            parts.append(f"(?P={part})" if part in seen else f"(?P<{part}>.*)")
            seen.add(part)
    return re.compile("".join(parts), re.DOTALL)
