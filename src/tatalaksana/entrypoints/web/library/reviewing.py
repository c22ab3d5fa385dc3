"""The review page: every value of a draft as a field, with its doubts and from where it came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tatalaksana.core.procedure.model import Unit
from tatalaksana.core.reading.explain.sheet import Sheet
from tatalaksana.core.reading.understand.illegible import PICTURE
from tatalaksana.entrypoints.web.library.origins import Places, places_of, with_doubts
from tatalaksana.entrypoints.web.library.remarks import doubt_said, reason_said
from tatalaksana.entrypoints.web.library.shown import (
    Field,
    Reason,
    ReviewPage,
    ShownDoubt,
    StepBlock,
)
from tatalaksana.entrypoints.web.library.typed import APPROVER, DATES, Typed, TypedStep, whole

LABELS: dict[str, Promise] = {
    "title": gettext_lazy("Nama SOP"),
    "number": gettext_lazy("Nomor SOP"),
    "agency": gettext_lazy("Instansi, dari atas ke bawah"),
    "created": gettext_lazy("Tanggal pembuatan"),
    "revised": gettext_lazy("Tanggal revisi"),
    "effective": gettext_lazy("Tanggal efektif"),
    "approver_position": gettext_lazy("Disahkan oleh (jabatan)"),
    "approver_name": gettext_lazy("Nama yang mengesahkan"),
    "approver_nip": gettext_lazy("NIP yang mengesahkan"),
    "legal_basis": gettext_lazy("Dasar hukum"),
    "qualifications": gettext_lazy("Kualifikasi pelaksana"),
    "related": gettext_lazy("Keterkaitan"),
    "equipment": gettext_lazy("Peralatan/perlengkapan"),
    "warning": gettext_lazy("Peringatan"),
    "records": gettext_lazy("Pencatatan dan pendataan"),
    "performers": gettext_lazy("Kolom pelaksana"),
    "no": gettext_lazy("No. tercetak"),
    "activities": gettext_lazy("Kegiatan"),
    "performer": gettext_lazy("Pelaksana"),
    "decides": gettext_lazy("Keputusan"),
    "approve": gettext_lazy("Bila ya, lanjut ke langkah"),
    "refuse": gettext_lazy("Bila tidak, kembali ke langkah"),
    "condition": gettext_lazy("Yang diputuskan"),
    "inputs": gettext_lazy("Kelengkapan"),
    "outputs": gettext_lazy("Output"),
    "value": gettext_lazy("Waktu"),
    "duration_text": gettext_lazy("Waktu tercetak"),
    "note": gettext_lazy("Keterangan"),
    "related_procedure": gettext_lazy("SOP lain yang disebut"),
}
UNITS: dict[str, Promise] = {
    Unit.MINUTE.value: gettext_lazy("menit"),
    Unit.HOUR.value: gettext_lazy("jam"),
    Unit.DAY.value: gettext_lazy("hari kerja"),
    Unit.CALENDAR_DAY.value: gettext_lazy("hari kalender"),
    Unit.FULL_DAY.value: gettext_lazy("x 24 jam"),
    Unit.WEEK.value: gettext_lazy("minggu"),
    Unit.MONTH.value: gettext_lazy("bulan"),
}
SOURCES: dict[str, Promise] = {
    "mark": gettext_lazy("tanda di kolom tabel"),
    "text": gettext_lazy("kalimat kegiatan"),
    "handover": gettext_lazy("penyerahan pada langkah sebelumnya"),
    "order": gettext_lazy("urutan langkah"),
    "header": gettext_lazy("kepala tabel"),
    "correction": gettext_lazy("koreksi kantor"),
    "arrow": gettext_lazy("panah pada gambar"),
    PICTURE: gettext_lazy("tulisan pada gambar"),
}
#: field of the exchange format -> the field of the form that shows it, where they differ
SHOWN_IN = {
    "approved_by": "approver_position",
    "performers": "performer",
    "decision": "decides",
    "duration": "value",
}
AREAS = {
    "agency": 2, "legal_basis": 4, "qualifications": 3, "related": 3, "equipment": 3, "warning": 3,
    "records": 3, "activities": 3, "inputs": 2, "outputs": 2,
}  # fmt: skip


LINE_LENGTH, MOST_LINES = 48, 12  #: signs in a line of a field; lines it shows at once


class Kept(Protocol):
    """What a version keeps of its reading."""

    content: Any
    evidence: Any
    doubts: Any
    origins: Any


def review_page(
    typed: Typed, version: Kept, errors: Mapping[str, str], sheets: Sequence[Sheet] = ()
) -> ReviewPage:
    """The page for what was typed; `version` as it is kept, `sheets` the pages of its document."""
    stored = {whole(step.was): row for row, step in enumerate(typed.steps, start=1)}
    rows = {was: row for was, row in stored.items() if was is not None}
    places = places_in(typed, version, rows, sheets)
    shown = [shown_doubt(number, one, rows, places) for number, one in enumerate(version.doubts)]
    places = with_doubts(places, {doubt.anchor for doubt in shown})
    beside: dict[str, list[ShownDoubt]] = {}
    for doubt in shown:
        beside.setdefault(doubt.anchor, []).append(doubt)
    reasons: dict[str, list[Reason]] = {}
    for one in version.evidence:
        if one["source"] == PICTURE:
            continue  # it stands beside the value
        reasons.setdefault(anchor_of(one, rows), []).append(reason_from(one))
    surely = {anchor_of(one, rows): round(100 * one["sure"]) for one in version.evidence
              if one["source"] == PICTURE}  # fmt: skip
    places.scanned = bool(surely)
    make = partial(
        make_field, errors=errors, doubts=beside, reasons=reasons, places=places, surely=surely
    )
    identity = typed.identity
    steps = tuple(step_block(n, step, typed, make) for n, step in enumerate(typed.steps, start=1))
    return ReviewPage(
        doubts=tuple(sorted(shown, key=lambda doubt: (-doubt.weight, doubt.number))),
        identity=tuple(
            make(name, name, identity[name], "date" if name in DATES else "text")
            for name in ("title", "number", *DATES, *(f"approver_{key}" for key in APPROVER))
        ),
        lists=tuple(make(name, name, identity[name]) for name in AREAS if name in identity),
        columns=tuple(
            (make(f"column-{n}", "performers", column.name), column.was)
            for n, column in enumerate(typed.columns, start=1)
        ),
        columns_field=make("performers", "performers", ""),
        steps=steps,
        errors=tuple((name, place_of(name), text) for name, text in errors.items()),
        places=places,
    )


def places_in(
    typed: Typed, version: Kept, rows: Mapping[int, int], sheets: Sequence[Sheet]
) -> Places:
    """Where the values stand, each place named after its value."""
    fields = {column.was: f"column-{n}" for n, column in enumerate(typed.columns, start=1)}
    columns = [(fields.get(name, ""), name) for name in version.content["performers"]]
    found = places_of(version.origins, sheets, rows, columns)
    for leaf in found.leaves:
        for spot in leaf.spots:
            spot.told = place_of(spot.field)
    return found


def make_field(
    field: str,
    name: str,
    value: str,
    kind: str = "text",
    *,
    errors: Mapping[str, str],
    doubts: Mapping[str, list[ShownDoubt]],
    reasons: Mapping[str, list[Reason]],
    places: Places,
    surely: Mapping[str, int],
) -> Field:
    """The field `field` of the form, labelled as `name`."""
    lines = AREAS.get(name, 0)
    return Field(
        id=field,
        label=str(LABELS[name]),
        value=value,
        kind="area" if lines else kind,
        lines=max(lines, min(MOST_LINES, lines_needed(value))) if lines else 0,
        error=errors.get(field, ""),
        doubts=tuple(doubts.get(field, ())),
        reasons=tuple(reasons.get(field, ())),
        seen=places.links.get(field),
        surely=surely.get(field),
    )


def lines_needed(text: str) -> int:
    """How many lines of a field the text fills."""
    return sum(1 + len(line) // LINE_LENGTH for line in text.split("\n"))


def step_block(row: int, step: TypedStep, typed: Typed, make: Any) -> StepBlock:
    """One step with its fields."""
    names = (
        "no", "activities", "approve", "refuse", "condition", "inputs", "outputs", "value",
        "duration_text", "note", "related_procedure",
    )  # fmt: skip
    fields: dict[str, Field] = {
        name: make(f"step-{row}-{name}", name, getattr(step, name)) for name in names
    }
    fields |= {name: make(f"step-{row}-{name}", name, "") for name in ("performer", "decides")}
    choices = {column.was or column.name: column.name for column in typed.columns}
    choices |= {name: name for name in step.performers if name not in choices}
    return StepBlock(
        row=row,
        typed=step,
        fields=fields,
        seats=(*step.performers, ""),
        choices=tuple((value, name or value) for value, name in choices.items()),
        troubled=any(field.doubts or field.error for field in fields.values()),
    )


def anchor_of(remark: Mapping[str, Any], rows: Mapping[int, int]) -> str:
    """The id of the field that a doubt or an evidence is about; "" when its row is gone."""
    name = remark["field"]
    if remark["row"] is None:
        return str(SHOWN_IN.get(name, name)) if name != "performers" else "performers"
    row = rows.get(remark["row"])
    return f"step-{row}-{SHOWN_IN.get(name, name)}" if row else ""


def shown_doubt(
    number: int, doubt: Mapping[str, Any], rows: Mapping[int, int], places: Places
) -> ShownDoubt:
    """One doubt with the field it belongs to."""
    anchor = anchor_of(doubt, rows)
    return ShownDoubt(
        number=number,
        code=doubt["code"],
        what=doubt_said(doubt, "what"),
        hint=doubt_said(doubt, "hint"),
        weight=doubt["weight"],
        place=place_of(anchor),
        anchor=anchor,
        seen=places.of(anchor),
    )


def reason_from(evidence: Mapping[str, Any]) -> Reason:
    """One evidence in words."""
    source = evidence["source"]
    return Reason(
        source=str(SOURCES.get(source, source)),
        per_cent=round(100 * evidence["sure"]),
        why=reason_said(evidence["why"]),
    )


def place_of(anchor: str) -> str:
    """Where a field stands, in words: "Langkah 3, Waktu"."""
    if anchor.startswith("step-"):
        _step, row, name = anchor.split("-", 2)
        return _("Langkah %(row)s, %(field)s") % {"row": row, "field": LABELS.get(name, name)}
    if anchor.startswith("column-"):
        return str(LABELS["performers"])
    return str(LABELS.get(anchor, _("Seluruh dokumen")))
