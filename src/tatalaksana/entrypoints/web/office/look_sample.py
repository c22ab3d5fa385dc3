"""A small picture of how one of the office's own procedures looks."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from tatalaksana.apps.library.queries import content_of, sample_of
from tatalaksana.apps.office.look import ELECTRONIC, Look
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.drawing import Drawing, Image, Part
from tatalaksana.core.drawing.pens.svg import PEN as SVG
from tatalaksana.core.drawing.style import Additions
from tatalaksana.core.procedure.model import Procedure


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the sample; `source` is its picture as an address of its own, `told` in words."""

    source: str
    told: str


def sample_content(agency: int) -> Procedure | None:
    """The procedure that is shown; None: the office has none yet."""
    version = sample_of(agency)
    return content_of(version) if version else None


def pictures_of(content: Procedure, look: Look, logo: Image | None = None) -> list[bytes]:
    """The identity page and the first page of the table as SVG; `logo` stands for the kept one.

    Errors: DrawingError TL400; FileMissing TL703 when the kept logo is gone from the disk.
    """
    style = replace(look.style(), logo=logo) if logo else look.whole_style()
    signing = look.signing_of(content, electronic=look.signing == ELECTRONIC)
    drawing = arrange(content, look.page(), style, Additions(signing=signing))
    return [data for _, data in SVG.draw(shortened(drawing))]


def shortened(drawing: Drawing) -> Drawing:
    """The drawing with its first page and the first that has steps."""
    first, *rest = drawing.pages
    steps = [page for page in rest if any(table.part is Part.STEPS for table in page.tables)]
    return replace(drawing, pages=(first, *steps[:1]))


def sheets_of(pictures: list[bytes], title: str) -> list[Sheet]:
    """The pictures within the page itself."""
    words = (gettext("Halaman identitas SOP %(title)s"), gettext("Halaman tabel SOP %(title)s"))
    return [
        Sheet(f"data:image/svg+xml;base64,{b64encode(one).decode()}", told % {"title": title})
        for one, told in zip(pictures, words, strict=False)
    ]
