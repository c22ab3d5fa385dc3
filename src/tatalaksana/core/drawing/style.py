"""What an office chooses about its documents, and what is added to one of them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.drawing import GREY, SANS, Image
from tatalaksana.core.drawing.metrics import FAMILIES

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
LONGEST_ADDRESS = 500  #: letters of a verification address; more makes the code too fine to scan


class Form(StrEnum):
    """How the identity page is laid out; `data/house.toml` tells the difference and its source."""

    MINISTRY = "kementerian"
    REGION = "pemda"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseStyle:
    """The look of an office's documents.

    Errors: DrawingError TL400 when a colour is no #rrggbb or the family is not there.
    """

    header_fill: str = GREY  #: the ground of headers as #rrggbb; empty: none
    numbering_row: bool = False  #: 1, 2, 3 … under the header of the table
    logo: Image | None = None  #: None: its place is kept free
    family: str = SANS
    form: Form | None = None  #: None: by the name of the agency

    def __post_init__(self) -> None:
        if self.header_fill and not COLOUR.fullmatch(self.header_fill):
            raise DrawingError(
                f"“{self.header_fill}” bukan warna.", hint="Tulis seperti #ececec, atau tanpa."
            )
        if self.family not in FAMILIES:
            raise DrawingError(
                f"Huruf “{self.family}” tidak ada.", hint=f"Yang ada: {', '.join(FAMILIES)}."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """How the document is to be signed.

    `address` empty: by hand, with room for signature and stamp. Else electronically: a note and a
    QR code that holds the address where the signature is verified. Nothing is signed here.
    Errors: DrawingError TL400 when the address is longer than a code can show legibly.
    """

    rank: str = ""  #: of the approver, below the name ("Pembina Utama Muda")
    address: str = ""

    def __post_init__(self) -> None:
        if len(self.address) > LONGEST_ADDRESS:
            raise DrawingError(
                "Alamat verifikasi terlalu panjang untuk kode QR.",
                hint=f"Sediakan alamat sampai {LONGEST_ADDRESS} huruf.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One version in the history of the document."""

    number: str
    day: date | None
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One finding of the annex, as plain words."""

    id: str  #: the number of the check, such as FL013
    place: str
    what: str
    rule: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Additions:
    """What is added to one document; by default nothing."""

    signing: Signing = field(default_factory=Signing)
    revisions: tuple[Revision, ...] = ()
    findings: tuple[Remark, ...] | None = None  #: None: no annex; empty: one that says so


PLAIN = HouseStyle()
NOTHING = Additions()


@lru_cache(maxsize=1)
def house() -> dict[str, Any]:
    """The table `data/house.toml`."""
    text = (files("tatalaksana.core.drawing") / "data" / "house.toml").read_text("utf-8")
    return tomllib.loads(text)


def form_of(style: HouseStyle, agency: tuple[str, ...]) -> dict[str, Any]:
    """The form of the identity page: the chosen one, or that of the agency's name."""
    first = " ".join(agency[:1]).strip().upper()
    return next(
        form
        for form in house()["form"]
        if (style.form == form["name"])
        or (style.form is None and first.startswith(tuple(form["from"])))
    )
