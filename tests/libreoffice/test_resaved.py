"""A workbook that another program saved again says what it said before."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens.xlsx import PEN
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.read import read

SEEDS = Path(__file__).parents[2] / "data/seeds"
LONGEST = 120  #: seconds for one run


@pytest.fixture(scope="module")
def meant() -> dict[str, Procedure]:
    """The procedures of three documents, by document and place in it."""
    return {
        f"{number}-{place:02}": one.procedure
        for number in ("000", "001", "002")
        for file in SEEDS.glob(f"{number}_*")
        for place, one in enumerate(read(file.read_bytes(), file.name), 1)
    }


def test_what_libreoffice_saves_again_is_read_as_before(
    meant: dict[str, Procedure], tmp_path: Path
) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed: bin/libreoffice installs it")
    assert program
    for name, procedure in meant.items():
        (tmp_path / f"{name}.xlsx").write_bytes(PEN.draw(arrange(procedure))[0][1])
    subprocess.run(
        [program, f"-env:UserInstallation={(tmp_path / 'user').as_uri()}", "--headless",
         "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved"),
         *(str(tmp_path / f"{name}.xlsx") for name in meant)],
        check=True, capture_output=True, timeout=LONGEST,
    )  # fmt: skip
    for name, procedure in meant.items():
        data = (tmp_path / "saved" / f"{name}.xlsx").read_bytes()
        (got,) = read(data, name)
        assert replace(got.procedure, steps=()) == replace(procedure, steps=()), name
        assert got.procedure.steps == procedure.steps, name
