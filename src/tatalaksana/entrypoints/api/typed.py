"""What may stand in a request and in an answer, exactly: nothing is guessed or cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from ninja import Header, Schema
from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

LONGEST_REASON = 4000  #: letters; a page of typing
LARGEST = 2**63 - 1  #: of a number in the database
MOST, USUAL = 100, 50  #: rows of one portion
T = TypeVar("T")


def matching(form: str, told: str) -> Callable[[Any], Any]:
    """A check that a text has exactly this form before anything reads it."""
    known = re.compile(form, re.ASCII)

    def check(value: Any) -> Any:
        if not isinstance(value, str) or not known.fullmatch(value):
            raise ValueError(told)
        return value

    return check


WHOLE = BeforeValidator(matching(r"0|-?[1-9][0-9]{0,18}", "not a whole number"))
UUID_FORM = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"

HOUR_FORM = r"([01][0-9]|2[0-3]):[0-5][0-9]"

Number = Annotated[int, Field(ge=1, le=LARGEST), WHOLE]  #: in an address
Year = Annotated[int, Field(ge=1, le=9999), WHOLE]
Key = Annotated[
    UUID,
    BeforeValidator(matching(UUID_FORM, "not a UUID")),
    Header(
        alias="Idempotency-Key",
        description="A new UUID for each deed; the same one repeats it without doing it twice.",
    ),
]
Cursor = Annotated[
    str,
    Field(min_length=1, max_length=500, description="`next` of the portion before, unchanged."),
]
Limit = Annotated[int, Field(ge=1, le=MOST, description="Rows of one portion."), WHOLE]
Truth = Annotated[  #: in an address or a form
    bool, Field(strict=False), BeforeValidator(matching(r"true|false", "not true or false"))
]
Words = Annotated[str, Field(max_length=100, description="Every word must be found.")]

Reason = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_REASON),
    Field(pattern=r"[^\s\x00-\x1f]"),
]
Remark = Annotated[str, StringConstraints(max_length=LONGEST_REASON)]


def integral(value: Any) -> Any:
    """A number of JSON without a fraction, however it is written: 7 and 7.0 are the same."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


INTEGRAL = BeforeValidator(integral)
Id = Annotated[int, Field(ge=1, le=LARGEST), INTEGRAL]
TypedId = Annotated[int, Field(ge=1, le=LARGEST, strict=False), WHOLE]  #: in a form
Row = Annotated[int, Field(ge=1, le=32_767), INTEGRAL]


def line(longest: int) -> Any:
    """One line of text that says something, of at most `longest` letters."""
    return Annotated[
        str, StringConstraints(min_length=1, max_length=longest), Field(pattern=r"[^\s\x00-\x1f]")
    ]


def text_line(longest: int) -> Any:
    """As `line`, without control signs: for what is kept as it is sent."""
    return Annotated[
        str,
        StringConstraints(min_length=1, max_length=longest),
        Field(pattern=r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"),
    ]


Day = Annotated[
    date,
    BeforeValidator(matching(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "not a day like 2026-11-21")),
    Field(strict=False),
]
Hour = Annotated[
    time,
    BeforeValidator(matching(HOUR_FORM, "not an hour like 08:30")),
    Field(strict=False),
    WithJsonSchema({"type": "string", "pattern": f"^{HOUR_FORM}$"}),
]
#: as it is sent: a `time` of OpenAPI has a zone, which the hour of an office has not
HourShown = Annotated[
    time,
    PlainSerializer(lambda at: f"{at:%H:%M}", return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^{HOUR_FORM}$"}),
]


class Sent(Schema):
    """What somebody sends: these fields and no other, each of exactly this kind."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Shown(Schema):
    """What is answered."""


class Portion(Shown, Generic[T]):
    """Some rows of a list; `next` leads to the ones behind, null = these were the last."""

    items: list[T]
    next: str | None


class CaseKey(Shown):
    """A case as people call it."""

    year: int
    number: int
