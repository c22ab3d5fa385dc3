"""Why the reader decided so, in words: a note for the identity, one for every row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tatalaksana.core.procedure.model import Step
from tatalaksana.core.procedure.units import meant
from tatalaksana.core.reading.explain.marks import IDENTITY, KINDS
from tatalaksana.core.reading.page import Page
from tatalaksana.core.reading.reading import Doubt, Evidence, Place, Reading

WEIGHTS = {3: "penting", 2: "periksa", 1: "catatan"}


@dataclass(frozen=True, slots=True)
class Note:
    """What is said beside a row of a page."""

    top: float  #: where its row begins, in lengths of the page
    head: str
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One reading, to be told page by page."""

    reading: Reading
    pages: tuple[Page, ...]

    def notes(self, page: int) -> Iterator[Note]:
        """The notes of a page: rows are told where they begin."""
        whole = self.begin(None)
        if whole and whole[0] == page:
            yield self.identity(whole[1])
        for step in self.reading.procedure.steps:
            place = self.begin(step.row)
            if place and place[0] == page:
                yield Note(
                    place[1], f"Baris {step.row}" + (f" (No. {step.no})" if step.no else ""),
                    tuple(self.reasons(step)), tuple(self.doubts(step.row)),
                )  # fmt: skip

    def begin(self, row: int | None) -> tuple[int, float] | None:
        """(page, upper edge) of the first place of a row, or of what is no row."""
        found = [
            (place.page, place.area.top)
            for one in self.reading.origins
            if one.row == row and one.field != "steps"
            for place in one.places
            if place.area
        ]
        return min(found, default=None)

    def identity(self, top: float) -> Note:
        """What was read before the table, and about the table as a whole."""
        procedure = self.reading.procedure
        values = {name: getattr(procedure, name) for name in ("title", "number", "created",
                  "revised", "effective")}  # fmt: skip
        said = [f"{IDENTITY[name]}: {value}" for name, value in values.items() if value]
        columns = "; ".join(f"{k}. {name}" for k, name in enumerate(procedure.performers, start=1))
        said += [f"Kolom pelaksana: {columns}"] if columns else []
        return Note(top, f"SOP: {procedure.title or '(tanpa nama)'}", tuple(said),
                    tuple(self.doubts(None)))  # fmt: skip

    def reasons(self, step: Step) -> Iterator[str]:
        """What was decided for a step, each with its reason."""
        who = " + ".join(step.performers) or "tidak diketahui"
        told = self.evidence(step.row, "performers")
        yield f"Pelaksana: {who}" + (f", {self.because(step, told)}" if told else "")
        if step.decision:
            onward = step.decision.approve_row
            way = f"ya → {f'baris {onward}' if onward else 'selesai'}, tidak → "
            back = step.decision.return_row
            way += f"kembali ke baris {back}" if back else "tidak disebut"
            why = self.evidence(step.row, "decision")
            yield f"Keputusan: {way}" + (f", karena: {sentence(why)}" if why else "")
        if step.duration:
            yield f"Waktu: “{step.duration_text}” dibaca {meant(step.duration)}"

    def evidence(self, row: int, field: str) -> Evidence | None:
        """The evidence for a value."""
        known = self.reading.evidence
        return next((one for one in known if (one.row, one.field) == (row, field)), None)

    def because(self, step: Step, told: Evidence) -> str:
        """Why this performer: the symbol that was seen, else the words of the evidence."""
        kinds = [kind for place in self.places(step.row, "performers")
                 if (kind := self.kind_at(place))]  # fmt: skip
        names = self.reading.procedure.performers
        seats = [names.index(one) + 1 for one in step.performers if one in names]
        if told.source != "mark" or not kinds or not seats:
            return f"karena: {sentence(told)}"
        what = " dan ".join(dict.fromkeys(kinds))
        where = " dan ".join(f"ke-{seat}" for seat in seats)
        return f"karena simbol {what} di kolom pelaksana {where} (yakin {told.sure:.0%})"

    def places(self, row: int, field: str) -> Iterable[Place]:
        """The places of a value."""
        for one in self.reading.origins:
            if (one.row, one.field, one.item) == (row, field, None):
                yield from one.places

    def kind_at(self, place: Place) -> str:
        """The kind of the symbol that stands at a place; "" for none."""
        shapes = next((one.shapes for one in self.pages if one.number == place.page), ())
        return next((KINDS[one.kind] for one in shapes if one.area == place.area), "")

    def doubts(self, row: int | None) -> Iterator[str]:
        """The doubts about a row, the heaviest first."""
        own = [one for one in self.reading.doubts if one.row == row]
        yield from map(doubt_told, sorted(own, key=lambda one: -one.weight))


def sentence(told: Evidence) -> str:
    """The reason of an evidence and how sure it is."""
    return f"{told.why.rstrip('.')} (yakin {told.sure:.0%})"


def doubt_told(doubt: Doubt) -> str:
    """A doubt on one line."""
    return f"[{WEIGHTS[doubt.weight]}] {doubt.what} ({doubt.code})"
