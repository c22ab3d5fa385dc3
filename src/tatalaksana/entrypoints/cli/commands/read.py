"""`tatalaksana read`: a document as procedures, for a person or as JSON."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tatalaksana.core.procedure.exchange import procedure_from
from tatalaksana.core.procedure.model import Procedure, Step
from tatalaksana.core.reading.apart.desk import Document
from tatalaksana.core.reading.apart.limits import Limits
from tatalaksana.core.reading.reading import Doubt
from tatalaksana.entrypoints.cli.alone import outcome_of
from tatalaksana.entrypoints.cli.command import Command
from tatalaksana.entrypoints.cli.document import add_limits, at_hand, limits_of

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
WIDEST = 44  #: letters of the performers' column
LONGEST_NAME = 80  #: letters of the name of a picture, without its number
WEIGHTS = {3: "penting", 2: "periksa", 1: "catatan"}


def arguments(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", metavar="BERKAS", help="dokumen SOP; “-” untuk masukan standar")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="cetak dalam format pertukaran (JSON)")
    shape.add_argument(
        "--explain",
        action="store_true",
        help="tulis satu gambar SVG per halaman: apa yang terlihat dan mengapa dibaca demikian",
    )
    parser.add_argument(
        "--to", default=".", type=Path, metavar="FOLDER", help="tujuan gambar --explain"
    )
    add_limits(parser)


def run(line: Namespace) -> int:
    """Read the document and print what it says, or draw why."""
    limits = limits_of(line)
    with at_hand(line.file, limits) as document:
        if line.explain:
            return explained(document, limits, line.to)
        readings = outcome_of(document, limits).readings
    if line.json:
        print(json.dumps(readings, ensure_ascii=False, indent=1))
    else:
        for number, one in enumerate(readings, start=1):
            print("\n".join(summary(one, f"{number}/{len(readings)}")), end="\n\n")
    return 0


def explained(document: Document, limits: Limits, folder: Path) -> int:
    """Write how every page was read, and print the path of each picture."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".tatalaksana-", dir=folder) as made:
        outcome = outcome_of(replace(document, explained_in=Path(made)), limits)
        for number, picture in enumerate(outcome.explained, start=1):
            path = folder / f"{Path(document.name).stem[:LONGEST_NAME]}-{number}.svg"
            picture.replace(path)
            print(path)
    return 0


def summary(reading: Mapping[str, Any], number: str) -> Iterator[str]:
    """The lines that tell a person what was read; `reading` is as plain_reading gives it."""
    procedure = procedure_from(reading)
    title, (first, last) = procedure.title or "(tanpa nama)", reading["lines"]
    yield f"SOP {number}: {title} (baris {first}–{last} dokumen)"
    yield from identity(procedure)
    yield from table(procedure)
    every = [Doubt(**one) for one in reading["doubts"]]
    doubts = sorted(every, key=lambda one: (-one.weight, one.row or 0))
    yield f"  Yang perlu diperiksa: {len(doubts) or 'tidak ada'}"
    yield from (f"    {told(doubt)}" for doubt in doubts)


def identity(procedure: Procedure) -> Iterator[str]:
    """Number, dates, approver and performers; what the document does not say is left out."""
    who = procedure.approved_by
    values = {
        "Instansi": " / ".join(procedure.agency),
        "Nomor": procedure.number,
        "Pembuatan": day(procedure.created),
        "Revisi": day(procedure.revised),
        "Efektif": day(procedure.effective),
        "Disahkan": who and ", ".join(part for part in (who.position, who.name) if part),
        "Pelaksana": ", ".join(procedure.performers),
    }
    yield from (f"  {label:<10} {value}" for label, value in values.items() if value)


def table(procedure: Procedure) -> Iterator[str]:
    """One line per step: row, performer, branch, time, what is done."""
    names = [", ".join(step.performers) or "?" for step in procedure.steps]
    width = min(WIDEST, max((len(name) for name in names), default=0))
    for name, step in zip(names, procedure.steps, strict=True):
        shown = name if len(name) <= width else name[: width - 1] + "…"
        time, text = step.duration_text or "–", "; ".join(step.activities)
        yield f"  {step.row:>4}  {shown:<{width}}  {branch(step):<12}  {time:<12}  {text}"


def branch(step: Step) -> str:
    """Where a step branches to: "ya 4 / tdk 2"."""
    if step.decision is None:
        return ""
    onward = step.decision.approve_row or "selesai"
    return f"ya {onward} / tdk {step.decision.return_row or '?'}"


def day(value: date | None) -> str:
    """A date as Indonesian prose prints it: "13 Januari 2020"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def told(doubt: Doubt) -> str:
    """One doubt on one line: weight, row, sentence, how to mend it."""
    where = f"baris {doubt.row}: " if doubt.row else ""
    return f"[{WEIGHTS[doubt.weight]}] {where}{doubt.what} {doubt.hint} ({doubt.code})"


COMMAND = Command(
    name="read",
    summary="Baca dokumen SOP: identitas, langkah, pelaksana, dan hal yang meragukan.",
    arguments=arguments,
    run=run,
)
