"""The parts of a workbook, to change one."""

from __future__ import annotations

import io
import zipfile


def parts_of(data: bytes) -> dict[str, bytes]:
    """Every part of the file by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
