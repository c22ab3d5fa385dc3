"""Pictures before a table that were not read: a doubt, and where the identity would stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tatalaksana.core.reading.reading import Doubt, Origin, Place
from tatalaksana.core.reading.understand.document import Part
from tatalaksana.core.reading.understand.origins import IDENTITY_LISTS
from tatalaksana.core.reading.understand.remarks import SINGLE, doubt

FIELD = "number"  #: of the identity, at which the doubt is shown
NAMES = ("title", *SINGLE, *sorted(IDENTITY_LISTS))


def unread_pictures(part: Part) -> Iterator[Doubt]:
    """A doubt for every such picture."""
    for row in part.header:
        for one in row.unread:
            yield doubt("RD051", None, FIELD, page=one.page, why=one.why)


def pictured_origins(part: Part, known: Collection[str]) -> Iterator[Origin]:
    """Where the identity would stand: all of the pictures, for the fields that are not `known`."""
    places = tuple(
        Place(row.line, None, one.page, one.area) for row in part.header for one in row.unread
    )
    for name in NAMES if places else ():
        if name not in known:
            yield Origin(row=None, field=name, places=places)
