"""LibreOffice opens what we draw: one run of the real program for many files."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.drawing import Drawing
from tatalaksana.core.drawing.paper import paper
from tatalaksana.core.reading.read import read
from tests.core.drawing.hard_procedures import TWENTY
from tests.libreoffice.printed import AsPdf

SEEDS = Path(__file__).parents[2] / "data/seeds"
LONGEST = 300  #: seconds for one run


@pytest.fixture(scope="session")
def drawings() -> dict[str, Drawing]:
    """The 37 procedures of the bundled documents on A4, by document and place in it, and twenty
    performers on the same paper upright.
    """
    bundled = {
        f"{file.stem[:3]}-{number:02}": arrange(reading.procedure)
        for file in sorted(SEEDS.glob("*.txt"))
        for number, reading in enumerate(read(file.read_bytes(), file.name), 1)
    }
    return bundled | {"dua-puluh": arrange(TWENTY, paper("A4").portrait())}


@pytest.fixture(scope="session")
def as_pdf(tmp_path_factory: pytest.TempPathFactory) -> AsPdf:
    """Files by name, such as "a.xlsx", as the PDFs LibreOffice makes of them, by the same name."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None and os.environ.get("CI"):
        pytest.fail("LibreOffice is missing: install it with bin/libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed: bin/libreoffice installs it")

    def convert(files: Mapping[str, bytes]) -> dict[str, Path]:
        folder = tmp_path_factory.mktemp("libreoffice")
        for name, data in files.items():
            (folder / name).write_bytes(data)
        subprocess.run(
            [program, f"-env:UserInstallation={(folder / 'user').as_uri()}", "--headless",
             "--convert-to", "pdf", "--outdir", str(folder), *(str(folder / n) for n in files)],
            check=True, capture_output=True, timeout=LONGEST,
        )  # fmt: skip
        return {name: folder / f"{Path(name).stem}.pdf" for name in files}

    return convert
