"""The reader understands the document, not its accidents: spaces, names, order of columns."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tatalaksana.core.reading.understand.labels import label_in
from tests.core.reading.scoring import plain_of, scored, seed

SYNONYMS = {
    "Kegiatan\tPelaksana": "Uraian Kegiatan\tPelaksana",
    "Aktivitas\tPelaksana": "Uraian Prosedur\tPelaksana",
    "\tKelengkapan": "\tPersyaratan/Kelengkapan",
    "\tWaktu\t": "\tLama Waktu\t",
    "\tOutput": "\tHasil",
    "\tKet\t": "\tKeterangan\t",
}
TAB = "\t"
PLACES = {
    "KALIMANTAN BARAT": "SULAWESI TENGAH",
    "Kalimantan Barat": "Sulawesi Tengah",
    "LUMAJANG": "WONOSOBO",
    "RANUYOSO": "KERTEK",
    "Ranuyoso": "Kertek",
}


def performers(reading: dict[str, object]) -> list[list[str]]:
    return [step["performers"] for step in reading["steps"]]  # type: ignore[attr-defined]


def without_marks(text: str) -> str:
    return text.replace("□", "")


def wide_and_windows(text: str) -> str:
    return text.replace("\t", " \t ").replace("\n", "  \r\n")


def other_words(text: str) -> str:
    for old, new in SYNONYMS.items():
        text = text.replace(old, new)
    return text


def shuffled(text: str) -> str:
    """Every step table with its performer columns in another order."""
    chance, order, lines = random.Random(4), [], []
    for line in text.split("\n"):
        cells = line.split("\t")
        fields = {label_in("header", cell) for cell in cells}
        if "inputs" in fields and len(cells) > 4:
            end = next(i for i, cell in enumerate(cells) if label_in("header", cell) == "inputs")
            order = chance.sample(range(2, end), end - 2)
        if order and len(cells) > 4 and "activity" not in fields:
            cells[2 : 2 + len(order)] = [cells[i] if i < len(cells) else "" for i in order]
        lines.append("\t".join(cells))
    return "\n".join(lines)


@pytest.mark.parametrize("change", [wide_and_windows, other_words])
def test_spaces_line_ends_and_other_header_words_change_nothing(
    change: Callable[[str], str],
) -> None:
    assert scored(change, ("000", "001", "002")).misses == []


def test_columns_in_another_order_name_the_same_performers() -> None:
    found = scored(shuffled)
    assert found.share("step performers") >= 0.97, found.misses
    assert found.share("return to") >= 0.97, found.misses


def test_without_marks_the_words_still_tell_nearly_all_performers() -> None:
    found = scored(without_marks, ("004",))
    assert found.share("step performers") >= 0.95, found.misses


def test_another_office_is_read_as_well() -> None:
    text = seed("002")
    renamed = text
    for old, new in PLACES.items():
        renamed = renamed.replace(old, new)
    for before, after in zip(plain_of(text), plain_of(renamed), strict=True):
        agency = list(before["agency"])  # type: ignore[call-overload]
        for old, new in PLACES.items():
            agency = [line.replace(old, new) for line in agency]
        assert after["agency"] == agency
        assert after["approved_by"]["position"] == "CAMAT KERTEK"  # type: ignore[index]
        assert after["approved_by"]["name"] == before["approved_by"]["name"]  # type: ignore[index]
        assert performers(after) == performers(before)


def test_other_posts_of_the_same_kind_are_found_as_well() -> None:
    posts = {"Pranata Humas": "Pranata Komputer", "Kepala Balai": "Kepala Kantor"}
    text = seed("000")
    expected = performers(plain_of(text)[0])
    for old, new in posts.items():
        text = text.replace(old, new)
        expected = [[new if name == old else name for name in names] for names in expected]
    assert performers(plain_of(text)[0]) == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_does_not_matter(encoding: str) -> None:
    text = seed("003").replace("Rancangan", "Rancangan é", 1)
    assert plain_of(text.encode(encoding))[0]["steps"] == plain_of(text)[0]["steps"]


def test_output_before_waktu_is_found_by_its_content() -> None:
    def swap(line: str) -> str:
        cells = line.split("\t")
        if len(cells) > 10:
            cells[10], cells[11] = cells[11], cells[10]
        return "\t".join(cells)

    text = seed("000")
    swapped = "\n".join(map(swap, text.split("\n")))
    assert swapped != text
    assert plain_of(swapped)[0]["steps"] == plain_of(text)[0]["steps"]


def test_bars_part_columns_as_well_as_tabs() -> None:
    lines = seed("000").split("\n")
    text = "\n".join(f"|{x.replace(TAB, '|')}|" if TAB in x else x for x in lines)
    assert plain_of(text)[0]["steps"] == plain_of(seed("000"))[0]["steps"]
