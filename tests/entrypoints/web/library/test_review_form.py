"""The review form: what is shown and sent back unchanged stays what it was."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.http import QueryDict  # noqa: TID251 - what a browser sends
from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.procedure.model import Approver, Decision, Duration, Procedure, Step, Unit
from tatalaksana.core.reading.read import read
from tatalaksana.entrypoints.web.library.parsed import parsed
from tatalaksana.entrypoints.web.library.typed import (
    IDENTITY,
    TEXTS,
    Typed,
    changed,
    typed_from,
    typed_of,
)

SEEDS = sorted((Path(__file__).parents[4] / "data/seeds").glob("*.txt"))
WORD = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
TEXT = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
TEXTS_ = st.lists(TEXT, max_size=3).map(tuple)
DURATION = st.builds(
    Duration, st.decimals("0.25", 90, places=2, allow_nan=False), st.sampled_from(Unit)
)


def sent(typed: Typed) -> QueryDict:
    """What a browser sends for the form as it is shown."""
    post = QueryDict(mutable=True)
    crlf = {key: text.replace("\n", "\r\n") for key, text in typed.identity.items()}
    post.update({key: crlf[key] for key in IDENTITY})
    post["columns"] = str(len(typed.columns) + 1)
    for n, column in enumerate(typed.columns, start=1):
        post[f"column-{n}"], post[f"column-{n}-was"] = column.name, column.was
    post["steps"] = str(len(typed.steps))
    for n, step in enumerate(typed.steps, start=1):
        for name in TEXTS:
            post[f"step-{n}-{name}"] = getattr(step, name).replace("\n", "\r\n")
        post.setlist(f"step-{n}-performer", [*step.performers, ""])
        if step.decides:
            post[f"step-{n}-decides"] = "on"
    return post


def typed_again(procedure: Procedure) -> Typed:
    return typed_of(sent(typed_from(procedure)))


@st.composite
def procedures(draw: st.DrawFn) -> Procedure:
    """Any procedure a document could hold."""
    columns = tuple(dict.fromkeys(draw(st.lists(TEXT, max_size=4))))
    rows = draw(st.integers(0, 5))
    some_row = st.none() | st.integers(1, max(rows, 1))
    decision = st.builds(
        Decision, approve_row=some_row, return_row=some_row, condition=st.just("") | TEXT
    )
    chosen = st.lists(st.sampled_from(columns), max_size=3, unique=True) if columns else st.just([])
    steps = tuple(
        Step(
            row=row,
            no=draw(st.none() | WORD),
            activities=draw(st.lists(TEXT, min_size=1, max_size=3).map(tuple)),
            performers=tuple(draw(chosen)),
            decision=draw(st.none() | decision),
            inputs=draw(TEXTS_),
            outputs=draw(TEXTS_),
            duration=draw(st.none() | DURATION),
            duration_text=draw(st.just("") | TEXT),
            note=draw(st.just("") | TEXT),
            related_procedure=draw(st.none() | TEXT),
        )
        for row in range(1, rows + 1)
    )
    return Procedure(
        title=draw(TEXT),
        number=draw(st.none() | TEXT),
        agency=draw(TEXTS_),
        created=draw(st.none() | st.dates(date(1950, 1, 1))),
        effective=draw(st.none() | st.dates(date(1950, 1, 1))),
        approved_by=draw(st.none() | st.builds(Approver, position=TEXT, name=TEXT, nip=TEXT)),
        legal_basis=draw(TEXTS_),
        warning=draw(TEXTS_),
        performers=columns,
        steps=steps,
    )


@given(procedures())
def test_a_form_sent_back_unchanged_gives_the_same_procedure(procedure):
    result = parsed(typed_again(procedure), procedure)
    assert result.errors == {}
    assert result.procedure == procedure
    assert result.rows == {row: row for row in range(1, len(procedure.steps) + 1)}


@pytest.mark.parametrize("file", SEEDS, ids=lambda file: file.stem[:3])
def test_every_procedure_of_the_real_documents_survives_the_form(file):
    for reading in read(file.read_bytes(), file.name):
        result = parsed(typed_again(reading.procedure), reading.procedure)
        assert (result.errors, result.procedure) == ({}, reading.procedure)


def three_steps() -> Procedure:
    """Draft, check (may return to 1), send."""
    return Procedure(
        title="Surat Keluar",
        performers=("Staf", "Kasubag"),
        steps=(
            Step(row=1, no="1", activities=("Mengonsep",), performers=("Staf",)),
            Step(
                row=2,
                no="2",
                activities=("Memeriksa",),
                performers=("Kasubag",),
                decision=Decision(approve_row=3, return_row=1, condition="setuju"),
            ),
            Step(row=3, no="3", activities=("Mengirim",), performers=("Staf",)),
        ),
    )


def with_value(field: str, value: str) -> QueryDict:
    post = sent(typed_from(three_steps()))
    post[field] = value
    return post


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "  ", "Nama SOP belum diisi"),
        ("title", "x" * 301, "paling banyak 300"),
        ("created", "kemarin", "“kemarin” bukan tanggal"),
        ("effective", "2026-02-30", "bukan tanggal"),
        ("legal_basis", "x" * 4001, "paling banyak 4000"),
        ("column-1", "x" * 201, "paling banyak 200"),
        ("step-1-activities", " \n ", "Isi kegiatannya"),
        ("step-1-performer", "Bupati", "“Bupati” bukan kolom pelaksana"),
        ("step-1-approve", "2", "tidak dicentang"),
        ("step-2-refuse", "9", "1 sampai 3"),
        ("step-2-refuse", "-1", "1 sampai 3"),
        ("step-2-approve", "dua", "1 sampai 3"),
        ("step-2-approve", "9" * 50, "1 sampai 3"),
        ("step-2-approve", "²", "1 sampai 3"),
        ("step-2-approve", "9" * 5000, "1 sampai 3"),
        ("step-3-value", "lama", "angka lebih dari nol"),
        ("step-3-value", "0", "angka lebih dari nol"),
        ("step-3-value", "NaN", "angka lebih dari nol"),
        ("step-3-value", "1e9", "angka lebih dari nol"),
        ("step-3-value", "2", "Pilih satuannya"),
    ],
)
def test_a_wrong_value_is_told_at_its_own_field(field, value, message):
    post = with_value(field, value)
    result = parsed(typed_of(post), three_steps())
    assert result.procedure is None
    (told,) = result.errors.items()
    place = "step-1-decides" if field == "step-1-approve" else field
    assert told[0] == place
    assert message in told[1]


def test_a_wrong_value_stays_as_it_was_typed():
    assert typed_of(with_value("created", "kemarin")).identity["created"] == "kemarin"
    assert typed_of(with_value("step-3-value", "lama")).steps[2].value == "lama"


def test_half_a_day_is_written_with_a_comma():
    post = with_value("step-3-value", "0,5")
    post["step-3-unit"] = "day"
    result = parsed(typed_of(post), three_steps())
    assert result.procedure.steps[2].duration == Duration(Decimal("0.5"), Unit.DAY)


def test_a_renamed_column_is_renamed_in_every_step():
    result = parsed(typed_of(with_value("column-1", "Pengadministrasi Umum")), three_steps())
    assert result.procedure.performers == ("Pengadministrasi Umum", "Kasubag")
    assert result.procedure.steps[0].performers == ("Pengadministrasi Umum",)


def test_a_removed_column_that_a_step_still_names_is_told_at_the_step():
    result = parsed(typed_of(with_value("column-2", "")), three_steps())
    assert list(result.errors) == ["step-2-performer"]


def test_a_new_step_in_between_moves_the_rows_that_decisions_name():
    typed = changed(typed_from(three_steps()), "add:1")
    assert [step.was for step in typed.steps] == ["1", "", "2", "3"]
    assert (typed.steps[2].approve, typed.steps[2].refuse) == ("4", "1")


def test_a_moved_step_takes_the_arrows_that_point_at_it_along():
    typed = changed(typed_from(three_steps()), "down:1")
    assert [step.was for step in typed.steps] == ["2", "1", "3"]
    assert (typed.steps[0].approve, typed.steps[0].refuse) == ("3", "2")


def test_removing_a_step_that_a_decision_returns_to_asks_for_a_new_one():
    typed = changed(typed_from(three_steps()), "remove:1")
    result = parsed(typed, three_steps())
    assert "sudah dihapus" in result.errors["step-1-refuse"]


@pytest.mark.parametrize(
    "deed", ["", "up:1", "down:3", "remove:9", "add:x", "column-up:1", "up:" + "9" * 5000]
)
def test_a_row_button_that_does_not_fit_changes_nothing(deed):
    typed = typed_from(three_steps())
    assert changed(typed, deed) == typed


def test_control_signs_that_no_database_keeps_are_left_out():
    result = parsed(typed_of(with_value("title", "Surat\x00 Keluar")), three_steps())
    assert result.procedure.title == "Surat Keluar"


def test_a_form_that_claims_far_too_many_steps_is_read_up_to_the_bound():
    assert len(typed_of(with_value("steps", "999999")).steps) == 200
    assert typed_of(with_value("steps", "9" * 5000)).steps == ()
