"""Pages in one file with what belongs to them: MHTML, as Excel and Word save a web page.

Source: RFC 2557. Only the pages in it are read, one for each sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy

MOST_PAGES = 300
START = re.compile(rb"\s*(?:From|Subject|Date|MIME-Version|Snapshot-Content-Location):", re.I)
KIND = re.compile(rb"^Content-Type:\s*multipart/related", re.I | re.M)


def is_archive(start: bytes) -> bool:
    """Whether bytes begin as MHTML does."""
    return START.match(start) is not None and KIND.search(start) is not None


def pages_in(data: bytes) -> Iterator[bytes]:
    """The pages of an archive that have a table."""
    parts = message_from_bytes(data, policy=policy.compat32).walk()
    pages = (one for one in parts if one.get_content_type() == "text/html")
    for k, one in enumerate(pages):
        found = one.get_payload(decode=True)
        if k < MOST_PAGES and isinstance(found, bytes) and b"<td" in found.lower():
            yield found
