"""From what was typed into the review form to a procedure, with one clear message per field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypedDict

from django.utils.translation import gettext as _

from tatalaksana.core.procedure.model import Approver, Decision, Duration, Procedure, Step, Unit
from tatalaksana.entrypoints.web.library.typed import (
    APPROVER,
    GONE,
    Typed,
    TypedStep,
    whole,
)

LONGEST_TITLE, LONGEST_ROLE = 300, 200  #: what the library keeps of a title and of a role
LONGEST_TEXT = 4000  #: of one field; a cell of a real SOP holds some hundred signs
LONGEST_DURATION = Decimal(10_000)  #: of any unit; more is a slip of the finger


class Identity(TypedDict):
    """The identity block, as Procedure takes it."""

    title: str
    number: str | None
    agency: tuple[str, ...]
    created: date | None
    revised: date | None
    effective: date | None
    approved_by: Approver | None
    legal_basis: tuple[str, ...]
    qualifications: tuple[str, ...]
    related: tuple[str, ...]
    equipment: tuple[str, ...]
    warning: tuple[str, ...]
    records: tuple[str, ...]


@dataclass(slots=True)
class Parsed:
    """The procedure, or what is wrong, by field name.

    `rows`: stored row -> new row; `renamed`: a column's name as stored -> its new one.
    """

    procedure: Procedure | None = None
    rows: dict[int, int] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def parsed(typed: Typed, before: Procedure) -> Parsed:
    """The procedure that `typed` describes; `before` is the stored one.

    A performer of a step must be one of the columns. What the stored version has without a
    column may stay, since the document says it.
    """
    result = Parsed()
    columns = columns_from(typed, result.errors)
    strays = {name for step in before.steps for name in step.performers} - set(before.performers)
    renamed = {c.was: c.name.strip() for c in typed.columns if c.was and c.name.strip()}
    result.renamed = {was: name for was, name in renamed.items() if was != name}
    steps = []
    for row, step in enumerate(typed.steps, start=1):
        reader = StepReader(row, len(typed.steps), result.errors)
        performers = tuple(dict.fromkeys(renamed.get(name, name) for name in step.performers))
        reader.check_performers(performers, {*columns, *strays})
        steps.append(reader.step(step, performers))
        if (was := whole(step.was)) is not None:
            result.rows[was] = row
    identity = identity_from(typed.identity, result.errors)
    if not result.errors:
        result.procedure = Procedure(performers=columns, steps=tuple(steps), **identity)
    return result


def columns_from(typed: Typed, errors: dict[str, str]) -> tuple[str, ...]:
    """The names of the columns in their order; an emptied one is left out."""
    for number, column in enumerate(typed.columns, start=1):
        if len(column.name.strip()) > LONGEST_ROLE:
            errors[f"column-{number}"] = too_long(LONGEST_ROLE)
    return tuple(column.name.strip() for column in typed.columns if column.name.strip())


def identity_from(typed: Mapping[str, str], errors: dict[str, str]) -> Identity:
    """The values of the identity block."""
    for name, text in typed.items():
        if len(text) > LONGEST_TEXT:
            errors[name] = too_long(LONGEST_TEXT)
    title = " ".join(typed["title"].split("\n")).strip()
    if not title:
        errors["title"] = _("Nama SOP belum diisi.")
    elif len(title) > LONGEST_TITLE:
        errors["title"] = too_long(LONGEST_TITLE)
    approver = {key: typed[f"approver_{key}"].strip() for key in APPROVER}
    return Identity(
        title=title,
        number=typed["number"].strip() or None,
        created=day_from(typed["created"], "created", errors),
        revised=day_from(typed["revised"], "revised", errors),
        effective=day_from(typed["effective"], "effective", errors),
        approved_by=Approver(**approver) if any(approver.values()) else None,
        agency=lines_of(typed["agency"]),
        legal_basis=lines_of(typed["legal_basis"]),
        qualifications=lines_of(typed["qualifications"]),
        related=lines_of(typed["related"]),
        equipment=lines_of(typed["equipment"]),
        warning=lines_of(typed["warning"]),
        records=lines_of(typed["records"]),
    )


def day_from(text: str, name: str, errors: dict[str, str]) -> date | None:
    """The day typed into a date field; None when it is empty."""
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        errors[name] = _("“%(text)s” bukan tanggal. Tulis tahun-bulan-hari: 2026-11-21.") % {
            "text": text.strip()
        }
        return None


def lines_of(text: str) -> tuple[str, ...]:
    """One item per line; empty lines part nothing."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def too_long(limit: int) -> str:
    """The message for a text longer than `limit`."""
    return _("Terlalu panjang: paling banyak %(limit)d huruf.") % {"limit": limit}


@dataclass(slots=True)
class StepReader:
    """Reads one step; messages go to `errors` under the names of its fields."""

    row: int
    rows: int
    errors: dict[str, str]

    def step(self, typed: TypedStep, performers: tuple[str, ...]) -> Step:
        """The step; incomplete where there is an error."""
        for name in ("activities", "inputs", "outputs", "note", "condition", "related_procedure"):
            if len(getattr(typed, name)) > LONGEST_TEXT:
                self.wrong(name, too_long(LONGEST_TEXT))
        if not lines_of(typed.activities):
            self.wrong("activities", _("Isi kegiatannya, atau hapus langkah ini."))
        return Step(
            row=self.row,
            no=typed.no.strip() or None,
            activities=lines_of(typed.activities),
            performers=performers,
            decision=self.decision(typed),
            inputs=lines_of(typed.inputs),
            outputs=lines_of(typed.outputs),
            duration=self.duration(typed),
            duration_text=typed.duration_text.strip(),
            note=typed.note.strip(),
            related_procedure=typed.related_procedure.strip() or None,
        )

    def wrong(self, name: str, message: str) -> None:
        """Keep the message for a field of this step."""
        self.errors[f"step-{self.row}-{name}"] = message

    def check_performers(self, performers: tuple[str, ...], known: set[str]) -> None:
        """Every performer is a column."""
        foreign = [name for name in performers if name not in known]
        if foreign:
            self.wrong(
                "performer",
                _("“%(name)s” bukan kolom pelaksana. Pilih yang lain atau tambah kolomnya.")
                % {"name": foreign[0]},
            )

    def decision(self, typed: TypedStep) -> Decision | None:
        """The branch; None when the step has none."""
        filled = [typed.approve.strip(), typed.refuse.strip(), typed.condition.strip()]
        if not typed.decides:
            if any(filled):
                self.wrong(
                    "decides",
                    _(
                        "Bagian keputusan terisi, tetapi “Langkah ini memutuskan” tidak dicentang."
                        " Centang, atau kosongkan isinya."
                    ),
                )
            return None
        return Decision(
            approve_row=self.target(typed.approve, "approve"),
            return_row=self.target(typed.refuse, "refuse"),
            condition=typed.condition.strip(),
        )

    def target(self, text: str, name: str) -> int | None:
        """The row a branch leads to; None when it is empty."""
        text = text.strip()
        if not text:
            return None
        if text == GONE:
            self.wrong(name, _("Langkah yang dituju sudah dihapus. Isi nomor langkah yang baru."))
            return None
        row = whole(text)
        if row is None or not 1 <= row <= self.rows:
            self.wrong(
                name,
                _("Isi dengan nomor langkah, 1 sampai %(rows)d, atau kosongkan.")
                % {"rows": self.rows},
            )
            return None
        return row

    def duration(self, typed: TypedStep) -> Duration | None:
        """The promised time; None when no number stands there."""
        text = typed.value.strip().replace(" ", "")
        if not text:
            return None
        try:
            value = Decimal(text.replace(",", "."))
        except InvalidOperation:
            value = Decimal(-1)
        if not value.is_finite() or not 0 < value <= LONGEST_DURATION:
            self.wrong("value", _("Isi dengan angka lebih dari nol, misalnya 15 atau 0,5."))
            return None
        if typed.unit not in list(Unit):
            self.wrong("value", _("Pilih satuannya dari daftar, misalnya menit atau hari kerja."))
            return None
        return Duration(value, Unit(typed.unit))
