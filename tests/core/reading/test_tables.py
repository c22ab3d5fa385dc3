"""The tables of the reading room are data, and read once however many there are."""

from pathlib import Path

from tatalaksana.core import reading
from tatalaksana.core.reading.understand.fields import labels, short_labels
from tatalaksana.core.reading.understand.labels import table

NAMES = sorted(file.stem for file in (Path(reading.__path__[0]) / "data").glob("*.toml"))


def test_every_table_is_read_once() -> None:
    first = [table(name) for name in NAMES]
    assert all(one is table(name) for one, name in zip(first, NAMES, strict=True))


def test_a_field_has_one_name_and_at_most_one_short_one() -> None:
    short = short_labels("identity") | short_labels("step")
    assert short.keys() == labels().keys()
    assert all(len(short[name]) <= len(labels()[name]) for name in short)
