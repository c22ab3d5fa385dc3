"""The office's other procedures, which the checks compare with: parsed once and kept in memory.

What is in force never changes, so its number is enough to know it again; a draft is known by a
print of what it says, which the database takes.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from django.db.models import Case, TextField, Value, When
from django.db.models.functions import MD5, Cast

from tatalaksana.apps.library.models import Version
from tatalaksana.core.procedure.exchange import procedure_from
from tatalaksana.core.procedure.model import Procedure as Content

Key = tuple[int, str]  #: a version, and the print of what it says while it is a draft
MOST = 2_000  #: procedures kept by one process, some 20 kB each; the longest unused goes first
PRINT = Case(
    When(status=Version.Status.DRAFT, then=MD5(Cast("content", TextField()))),
    default=Value(""),
    output_field=TextField(),
)


class Kept:
    """Parsed procedures by key, no more than `most`; several threads may ask at once."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.lock = Lock()
        self.contents: OrderedDict[Key, Content] = OrderedDict()

    def get(self, key: Key) -> Content | None:
        """What was put under `key`, unless it had to go."""
        with self.lock:
            content = self.contents.get(key)
            if content is not None:
                self.contents.move_to_end(key)
            return content

    def put(self, key: Key, content: Content) -> None:
        """Keep `content`."""
        with self.lock:
            self.contents[key] = content
            while len(self.contents) > self.most:
                self.contents.popitem(last=False)


KEPT = Kept(MOST)


def siblings_of(version: Version) -> tuple[Content, ...]:
    """The other procedures of the agency: in force or drafted, in the order they were made."""
    others = (
        Version.objects.filter(agency=version.agency_id)
        .exclude(procedure=version.procedure_id)
        .exclude(status=Version.Status.WITHDRAWN)
        .annotate(print=PRINT)
        .order_by("pk")
    )
    found = {key[0]: KEPT.get(key) for key in others.values_list("pk", "print")}
    missing = [pk for pk, content in found.items() if content is None]
    found |= parsed(version.agency_id, missing) if missing else {}
    return tuple(content for content in found.values() if content is not None)


def parsed(agency: int, numbers: list[int]) -> dict[int, Content]:
    """The contents of these versions by number, kept under the print taken with them."""
    fresh = {}
    versions = Version.objects.filter(agency=agency, pk__in=numbers).annotate(print=PRINT)
    for pk, mark, content in versions.values_list("pk", "print", "content"):
        fresh[pk] = procedure_from(content)
        KEPT.put((pk, mark), fresh[pk])
    return fresh
