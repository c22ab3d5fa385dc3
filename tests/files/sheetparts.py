"""The parts of a file of Office, to change one."""

from __future__ import annotations

import io
import zipfile


def parts_of(data: bytes) -> dict[str, bytes]:
    """Every part of the file by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped_parts(parts: dict[str, bytes]) -> bytes:
    """The file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
