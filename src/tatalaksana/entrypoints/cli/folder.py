"""A folder of documents on the command line: what lies in it, and where the results go."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tatalaksana.core.base.errors import SettingError
from tatalaksana.core.reading.apart.desk import Document, Outcome

SUMMARY = "ringkasan.csv"
HEAVY = 3  #: the weight of a doubt without whose answer the procedure cannot run
#: what programs leave beside documents: Office's locks, system folders
LEFT_BESIDE = ("~$", "._")
FORMULA = ("=", "+", "-", "@", "\t")  #: how a cell begins that a spreadsheet would calculate
COLUMNS = (
    "dokumen", "keadaan", "sop", "bobot keraguan", "keraguan", "harus dijawab", "sebab", "hasil",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one document, as the summary tells it."""

    name: str  #: relative to the folder
    procedures: int = 0
    weight: int = 0  #: as the library weighs: a doubt that stops the procedure counts most
    doubts: int = 0
    heavy: int = 0
    reason: str = ""  #: why it was refused
    file: str = ""  #: the JSON, relative to the folder of results

    @property
    def state(self) -> str:
        """In one word."""
        return "ditolak" if self.reason else "terbaca"


def documents_in(folder: Path, results: Path) -> list[Document]:
    """Every file below `folder` but hidden ones, by name; the folder of results is passed over.

    Links are not followed out of the folder. Errors: SettingError TL900 when there is none.
    """
    found: list[Document] = []
    for where, below, names in os.walk(folder):
        here = Path(where)
        below[:] = sorted(
            one for one in below if not one.startswith(".") and (here / one).resolve() != results
        )
        found += [
            Document(here / name, str((here / name).relative_to(folder)))
            for name in sorted(names)
            if not name.startswith((".", *LEFT_BESIDE)) and not (here / name).is_symlink()
        ]
    if not found:
        raise SettingError(
            f"Tidak ada berkas di {folder}.", hint="Pilih folder yang memuat dokumen SOP."
        )
    return found


def kept(outcome: Outcome, results: Path) -> Result:
    """Write what was read of one document; nothing is written of a refused one."""
    name = outcome.document.name
    if outcome.refusal is not None:
        refusal = outcome.refusal
        told = f"{refusal.message} {refusal.hint}".strip()
        return Result(name=name, reason=f"{told} [{refusal.code}]")
    doubts = [doubt for one in outcome.readings for doubt in one["doubts"]]
    file = f"{name}.json"
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in outcome.readings)
    write_whole(results / file, f"[\n{lines}\n]\n")
    return Result(
        name=name,
        procedures=len(outcome.readings),
        weight=weight_of(doubts),
        doubts=len(doubts),
        heavy=sum(doubt["weight"] >= HEAVY for doubt in doubts),
        file=file,
    )


def weight_of(doubts: Iterable[dict[str, Any]]) -> int:
    """How much a person has to look at, as the library counts it."""
    return sum(int(doubt["weight"]) ** 3 for doubt in doubts)


def ordered(results: Iterable[Result]) -> list[Result]:
    """The heaviest doubts first, the refused ones last."""
    return sorted(results, key=lambda one: (bool(one.reason), -one.weight, -one.doubts, one.name))


def write_summary(results: list[Result], unread: list[str], folder: Path) -> Path:
    """Write the summary as a table that spreadsheets open; `unread` were not begun or not ended."""
    rows: Iterator[tuple[object, ...]] = (
        (plain_cell(one.name), one.state, one.procedures, one.weight, one.doubts, one.heavy,
         plain_cell(one.reason), plain_cell(one.file))
        for one in results
    )  # fmt: skip
    there = folder / SUMMARY
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)
    with whole(Path(name), there), os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as out:
        table = csv.writer(out, delimiter=";")
        table.writerow(COLUMNS)
        table.writerows(rows)
        table.writerows((plain_cell(one), "belum dibaca") for one in unread)
    return there


def plain_cell(text: str) -> str:
    """`text` so that a spreadsheet shows it and does not calculate it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def write_whole(there: Path, text: str) -> None:
    """Write a file whole or not at all."""
    there.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=there.parent)
    with whole(Path(name), there), os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)


class whole:  # noqa: N801 - reads as a word: with whole(...)
    """Put the finished file in its place; leave nothing of an unfinished one."""

    def __init__(self, unfinished: Path, there: Path) -> None:
        self.unfinished, self.there = unfinished, there

    def __enter__(self) -> None: ...

    def __exit__(self, failed: type[BaseException] | None, *_rest: object) -> None:
        if failed is None:
            self.unfinished.chmod(0o644)
            self.unfinished.replace(self.there)
        else:
            with suppress(FileNotFoundError):
                self.unfinished.unlink()
