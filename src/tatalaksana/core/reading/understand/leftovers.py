"""What stood in or behind a table and became no part of the procedure: never left unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tatalaksana.core.reading.reading import Doubt
from tatalaksana.core.reading.understand.document import Part, printed, words
from tatalaksana.core.reading.understand.items import tidy
from tatalaksana.core.reading.understand.kinds import is_page_number
from tatalaksana.core.reading.understand.remarks import doubt
from tatalaksana.core.reading.understand.rows import Taken
from tatalaksana.core.reading.understand.titles import is_agency, is_heading

LONGEST_QUOTE = 120  #: letters of the document quoted in one doubt


def leftovers(part: Part, taken: Taken, foreign: Sequence[str] = ()) -> tuple[Doubt, ...]:
    """The doubts about rows and lines that were not read, `foreign` texts of the identity too."""
    idle = [doubt("RD042", None, "steps", no=no) for no in taken.idle]
    text = ""
    for line in (*map(tidy, foreign), *unread(part, taken)):
        text = f"{text}; {line}" if text else line
        if len(text) > LONGEST_QUOTE:
            break
    if not text:
        return tuple(idle)
    quote = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rstrip() + " …"
    return (*idle, doubt("RD043", None, "steps", text=quote))


def unread(part: Part, taken: Taken) -> Iterator[str]:
    """The texts that are neither a page's number nor its repeated head."""
    known = printed(part.preamble)
    lines = [" ".join(words(row)) for row in part.foreign if words(row) not in known]
    for line in (tidy(one) for one in (*taken.foreign, *lines)):
        if line and not (is_page_number(line) or is_agency(line) or is_heading(line)):
            yield line
