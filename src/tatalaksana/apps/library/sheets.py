"""The pages of the document a version was read from, as pictures; each is made once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from tatalaksana.apps.library.models import Version
from tatalaksana.apps.shared import files
from tatalaksana.apps.shared.errors import NotFound
from tatalaksana.core.reading.apart.limits import usual_limits
from tatalaksana.core.reading.apart.sheets import sheets_apart
from tatalaksana.core.reading.explain.sheet import Sheet, measures, sheet_from

MADE = "2"  #: how sheets are drawn; counted up when it changes, so that old ones are drawn anew
READ = "1"  #: how pages as they were read are told
MOST = 40  #: pages of one version that are shown; a procedure of that many rows is on record


def pages_in(version: Version) -> tuple[int, ...]:
    """The pages on which the values of a version stand, from 1; none for a text."""
    found = {
        place["page"] for origin in version.origins for place in origin["places"] if "page" in place
    }
    return tuple(sorted(found))[:MOST]


def sheets_of(version: Version) -> tuple[Sheet, ...]:
    """The pages of a version with their measures, without their pictures.

    Errors: FileMissing TL703 when the document is gone; ReadingError TL20x when its pages cannot
    be drawn.
    """
    if version.source is None:
        return ()
    return sheets_made(version.source.sha256, pages_in(version))


def picture_in(version: Version, page: int) -> tuple[str, bytes]:
    """(content type, bytes) of the picture of a page. Errors: as `sheets_of`; NotFound TL602."""
    sheet = sheet_in(version, page)
    return sheet.kind, sheet.picture


def marks_in(version: Version, page: int) -> bytes:
    """What was recognised on a page, as SVG. Errors: as `picture_in`."""
    return sheet_in(version, page).marks


def sheet_in(version: Version, page: int) -> Sheet:
    """One page with its pictures."""
    if version.source is None or page not in pages_in(version):
        raise NotFound("Halaman ini tidak ada di dokumen sumbernya.")
    sha256 = version.source.sha256
    (sheet,) = sheets_made(sha256, [page])
    shown, marks = (files.made(sha256, named(page, what)) for what in ("gambar", "tanda"))
    if shown is None or marks is None:
        (sheet,) = made_anew(sha256, [page])
        return sheet
    return sheet_from(measures(sheet), shown, marks)


def sheets_made(sha256: str, pages: Collection[int]) -> tuple[Sheet, ...]:
    """The sheets, those that are not there yet made together."""
    told = {page: files.made(sha256, named(page, "ukuran")) for page in pages}
    missing = [page for page, text in told.items() if text is None]
    found = {sheet.number: sheet for sheet in made_anew(sha256, missing)} if missing else {}
    kept = {page: sheet_from(json.loads(text)) for page, text in told.items() if text is not None}
    every = found | kept
    return tuple(every[page] for page in pages if page in every)


def made_anew(sha256: str, pages: Collection[int]) -> tuple[Sheet, ...]:
    """Draw pages in a process of their own, and keep them."""
    path = files.existing_path(sha256)
    as_read = {page: there for page in pages if (there := path_as_read(sha256, page)).is_file()}
    sheets = sheets_apart(path, pages, usual_limits(), as_read)
    for sheet in sheets:
        files.keep_made(sha256, named(sheet.number, "gambar"), sheet.picture)
        files.keep_made(sha256, named(sheet.number, "tanda"), sheet.marks)
        text = json.dumps(measures(sheet)).encode()
        files.keep_made(sha256, named(sheet.number, "ukuran"), text)
    return sheets


def keep_as_read(sha256: str, pages: Iterable[Mapping[str, Any]]) -> None:
    """Keep the pages of a document that were read as pictures (see plain_pages).

    Should they be lost, they are recognised anew when they are shown, but for their words.
    """
    for page in pages:
        files.keep_made(sha256, name_as_read(page["number"]), json.dumps(page).encode())


def path_as_read(sha256: str, page: int) -> Path:
    """Where such a page is kept."""
    return files.made_path(sha256, name_as_read(page))


def name_as_read(page: int) -> str:
    """The name of such a page."""
    return f"terbaca-{page}-v{READ}"


def named(page: int, what: str) -> str:
    """The name of what is made of a page."""
    return f"{what}-{page}-v{MADE}"
