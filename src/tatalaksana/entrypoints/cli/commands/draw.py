"""`tatalaksana draw`: the official document of every procedure of a file."""

from __future__ import annotations

import re
import sys
import unicodedata
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isfinite
from pathlib import Path

from tatalaksana.core.base.discover import discover
from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing import pens
from tatalaksana.core.drawing.arrange import arrange, bound, outlined
from tatalaksana.core.drawing.book import Chapter, book
from tatalaksana.core.drawing.drawing import Drawing
from tatalaksana.core.drawing.paper import PageFormat, paper, papers
from tatalaksana.core.drawing.pen import Pen
from tatalaksana.core.drawing.style import HouseStyle
from tatalaksana.entrypoints.cli.command import Command
from tatalaksana.entrypoints.cli.document import HELP, STANDARD_INPUT, add_limits, procedures_in
from tatalaksana.entrypoints.cli.house import add_arguments, additions_of, style_of

LONGEST_NAME = 80  #: letters of a file name, without its ending
DEFAULT_PAPER = "A4"


def arguments(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    known = ", ".join(pen.name for pen in discover(pens, "PEN", Pen))
    sizes = ", ".join(one.name for one in papers())
    parser.add_argument("file", metavar="BERKAS", help=HELP)
    parser.add_argument("--to", default="pdf", metavar="BENTUK", help=f"dipisah koma: {known}")
    parser.add_argument("-o", "--output", default=".", type=Path, metavar="FOLDER", help="tujuan")
    parser.add_argument("--page", default=DEFAULT_PAPER, metavar="KERTAS", help=f"{sizes}")
    parser.add_argument("--portrait", action="store_true", help="kertas tegak (bawaan: mendatar)")
    parser.add_argument("--margin", type=number, metavar="MM", help="tepi kertas (bawaan: 12)")
    parser.add_argument("--size", type=number, metavar="PT", help="ukuran huruf tabel (bawaan: 9)")
    parser.add_argument(
        "--all-in-one", action="store_true", help="semua SOP dalam satu buku dengan daftar isi"
    )
    parser.add_argument("--title", default="", metavar="JUDUL", help="judul buku")
    add_arguments(parser)
    add_limits(parser)


def run(line: Namespace) -> int:
    """Draw, write the files, and print the path of each."""
    chosen, page, style = pens_named(line.to), page_of(line), style_of(line)
    procedures = procedures_in(line)
    added = additions_of(line, procedures)
    chapters = [Chapter(one, more) for one, more in zip(procedures, added, strict=True)]
    paged = page if any(pen.paged for pen in chosen) else None
    make_folder(line.output)
    for name, drawing in named(line, chapters, paged, style):
        for pen in chosen:
            for ending, data in pen.draw(drawing):
                path = line.output / f"{name}{ending}"
                path.write_bytes(data)
                print(path)
    return 0


def named(
    line: Namespace, chapters: list[Chapter], page: PageFormat | None, style: HouseStyle
) -> Iterator[tuple[str, Drawing]]:
    """Each SOP under its name, or all of them as one book; without `page` only their flow."""
    if not line.all_in_one:
        drawings = [drawn(chapter, page, style) for chapter in chapters]
        yield from zip(names_for([one.title for one in drawings]), drawings, strict=True)
        return
    whole = "SOP" if line.file == STANDARD_INPUT else Path(line.file).stem
    title = line.title or whole
    if page is None:
        yield safe(whole), bound([drawn(one, None, style) for one in chapters], title)
        return
    drawing = book(chapters, title, page, style)
    for remark in drawing.remarks:
        print(f"{title}: {remark}", file=sys.stderr)
    yield safe(whole), drawing


def number(text: str) -> float:
    """A number with a decimal comma or point. Errors: ValueError."""
    found = float(text.replace(",", "."))
    if not isfinite(found):
        raise ValueError(text)
    return found


def page_of(line: Namespace) -> PageFormat:
    """The paper of the command line. Errors: DrawingError TL400 for what no paper can be."""
    page = paper(line.page)
    if line.portrait:
        page = page.portrait()
    margin = page.margin if line.margin is None else line.margin
    return replace(page, margin=margin, size=page.size if line.size is None else line.size)


def drawn(chapter: Chapter, page: PageFormat | None, style: HouseStyle) -> Drawing:
    """One procedure, arranged on `page` if there is one; its remarks go to the error output."""
    one = chapter.procedure
    try:
        drawing = arrange(one, page, style, chapter.additions) if page else outlined(one)
    except DrawingError as wrong:
        raise DrawingError(wrong.message, hint=wrong.hint, place=one.title) from wrong
    for remark in drawing.remarks:
        print(f"{one.title}: {remark}", file=sys.stderr)
    return drawing


def pens_named(names: str) -> list[Pen]:
    """The pens of a list such as "pdf,svg". Errors: DrawingError TL400 naming those there are."""
    known = {pen.name: pen for pen in discover(pens, "PEN", Pen)}
    asked = [name.strip().casefold() for name in names.split(",") if name.strip()]
    unknown = [name for name in asked if name not in known]
    if unknown or not asked:
        raise DrawingError(
            f"Bentuk “{', '.join(unknown) or names}” tidak dikenal.",
            hint=f"Yang ada: {', '.join(known)}.",
        )
    return [known[name] for name in dict.fromkeys(asked)]


def names_for(titles: Sequence[str]) -> Iterator[str]:
    """A safe file name for each title, no two alike."""
    used: set[str] = set()
    for title in titles:
        name, number = safe(title), 2
        while name in used:
            name, number = f"{safe(title)}-{number}", number + 1
        used.add(name)
        yield name


def safe(title: str) -> str:
    """A title as a file name: small Latin letters, digits, hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].rstrip("-") or "sop"


def make_folder(folder: Path) -> None:
    """Create the folder if it is not there. Errors: DrawingError TL400 when that is impossible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise DrawingError(
            f"Folder “{folder}” tidak dapat dibuat.",
            hint="Pilih folder lain dengan -o.",
        ) from wrong


COMMAND = Command(
    name="draw",
    summary="Gambar dokumen resmi SOP AP, atau tulis alurnya untuk aplikasi lain (BPMN, JSON).",
    arguments=arguments,
    run=run,
)
