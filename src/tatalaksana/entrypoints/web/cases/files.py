"""Files of a case on their way to the reader's machine."""

from __future__ import annotations

from typing import BinaryIO

from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from tatalaksana.apps.cases.actions.read_file import read_file
from tatalaksana.apps.shared.files import FileMissing, path_of
from tatalaksana.entrypoints.web.security import StaffRequest, staff

#: what a browser may show itself, known by its first bytes and never by its name
SHOWN = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
LONGEST_MARK = max(map(len, SHOWN))
#: nothing in a foreign file may run, load or send anything
POLICY = "default-src 'none'; frame-ancestors 'none'; form-action 'none'; sandbox"
#: browsers refuse to show a PDF in a sandbox; their viewer needs its own styles and its plug-in
PDF_POLICY = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'; form-action 'none'"
)


@require_safe
@staff
def file(request: StaffRequest, version: int) -> HttpResponseBase:
    """One file version; `?buka` shows a PDF or a picture in the browser instead."""
    found = read_file(request.holder, version=version, now=timezone.now())
    try:
        content = path_of(found.sha256).open("rb")
    except FileNotFoundError:
        gone = FileMissing(
            "Isi berkas tidak ditemukan di penyimpanan.",
            hint="Hubungi pengelola sistem; pulihkan dari cadangan.",
        )
        return render(request, "cases/file_missing.html", {"refusal": gone}, status=500)
    kind = kind_of(content) if "buka" in request.GET else None
    response = FileResponse(content, content_type=kind or "application/octet-stream")
    response["Content-Disposition"] = (
        content_disposition_header(kind is None, found.file_name) or "attachment"
    )
    response["Content-Length"] = str(found.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = PDF_POLICY if kind == "application/pdf" else POLICY
    response["Cache-Control"] = "private, no-store"
    return response


def kind_of(content: BinaryIO) -> str | None:
    """The kind of a file a browser may show; None for any other."""
    first = content.read(LONGEST_MARK)
    content.seek(0)
    return next((kind for mark, kind in SHOWN.items() if first.startswith(mark)), None)
