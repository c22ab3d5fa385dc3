"""What the review page is made of: fields, steps, doubts, each with its place in the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tatalaksana.entrypoints.web.library.origins import Link, Places
from tatalaksana.entrypoints.web.library.typed import TypedStep

UNCLEAR = "RD050"  #: a word made out on a picture may be misread


@dataclass(frozen=True, slots=True)
class ShownDoubt:
    """A doubt, numbered as the version keeps it."""

    number: int
    code: str
    what: str
    hint: str
    weight: int  #: 1 … 3
    place: str
    anchor: str  #: the id of its field; "" when the page has none
    seen: Link | None = None  #: where it is to be seen in the document


@dataclass(frozen=True, slots=True)
class Reason:
    """From what a value was inferred."""

    source: str
    per_cent: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field as the page shows it. `id` is also its name in the form."""

    id: str
    label: str
    value: str = ""
    kind: str = "text"  #: "text", "date" or "area"
    lines: int = 0
    error: str = ""
    doubts: tuple[ShownDoubt, ...] = ()
    reasons: tuple[Reason, ...] = ()
    seen: Link | None = None  #: where it stands in the document
    surely: int | None = None  #: per cent, where its words were made out on a picture

    @property
    def unsure(self) -> bool:
        """Whether a word of it may be misread."""
        return any(doubt.code == UNCLEAR for doubt in self.doubts)

    @property
    def described_by(self) -> str:
        """The ids of the texts that belong to the field."""
        parts = ["error"] * bool(self.error) + ["doubt"] * bool(self.doubts)
        return " ".join(f"{self.id}-{part}" for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBlock:
    """One step as the page shows it."""

    row: int
    typed: TypedStep
    fields: Mapping[str, Field]
    seats: tuple[str, ...]  #: the chosen performers and an empty place
    choices: tuple[tuple[str, str], ...]  #: value and name of every column, and of strays
    troubled: bool  #: something in it wants a look


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """Everything the template needs besides the version itself."""

    doubts: tuple[ShownDoubt, ...]  #: the heaviest first
    identity: tuple[Field, ...]
    lists: tuple[Field, ...]
    columns: tuple[tuple[Field, str], ...]  #: each with its former name
    columns_field: Field
    steps: tuple[StepBlock, ...]
    errors: tuple[tuple[str, str, str], ...]  #: anchor, label, message
    places: Places
