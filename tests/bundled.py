"""The bundled documents as they are read, once per run; loaded by `-p`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import Reading

SEEDS = Path(__file__).parents[1] / "data/seeds"


@pytest.fixture(scope="session")
def readings() -> tuple[Reading, ...]:
    """The 37 procedures of the bundled documents as they are read, doubts and evidence included."""
    return tuple(
        reading
        for file in sorted(SEEDS.glob("*.txt"))
        for reading in read(file.read_bytes(), file.name)
    )


@pytest.fixture(scope="session")
def bundled(readings: tuple[Reading, ...]) -> tuple[Procedure, ...]:
    """The 37 procedures of the bundled documents."""
    return tuple(reading.procedure for reading in readings)
