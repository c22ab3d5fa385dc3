"""Whole SOPs drawn by our own pens and read back equal; 500 of them run in `bench round_trips`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from time import monotonic

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pen import Pen
from tatalaksana.core.drawing.pens import docx, pdf, xlsx
from tatalaksana.core.procedure.model import Decision, Procedure, Step
from tatalaksana.core.reading.read import read
from tests.files.any_sop import sops
from tests.files.round_trip import as_drawn, without_conditions

PENS = {"docx": docx.PEN, "xlsx": xlsx.PEN}
SECONDS = 25.0  #: for the random ones of one format; then those drawn until then must do
COUNTS: Counter[str] = Counter()


def back(pen: Pen, procedure: Procedure) -> Procedure:
    """`procedure` drawn and read."""
    ((_, data),) = pen.draw(arrange(procedure))
    (got,) = read(data, f"kembali.{pen.name}")
    return without_conditions(got.procedure)


@pytest.fixture(scope="module", autouse=True)
def _counted(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    if reporter:
        told = ", ".join(f"{name} {count}" for name, count in sorted(COUNTS.items()))
        reporter.write_line(f"\nround trips of random SOPs: {told}")


@pytest.mark.parametrize("name", PENS)
def test_any_sop_comes_back_equal(name: str) -> None:
    began = monotonic()

    @settings(max_examples=40, deadline=None, suppress_health_check=[*HealthCheck],
              phases=[Phase.explicit, Phase.reuse, Phase.generate])  # fmt: skip
    @given(sops())
    def any_sop(procedure: Procedure) -> None:
        if monotonic() - began > SECONDS:
            return
        try:
            arrange(procedure)
        except DrawingError:
            assume(False)  # more performers than its paper holds: refused, and told so
        COUNTS[name] += 1
        assert back(PENS[name], procedure) == as_drawn(procedure)

    any_sop()


def sop(*steps: Step, agency: tuple[str, ...] = ()) -> Procedure:
    return Procedure(
        title="Izin Penelitian", agency=agency, performers=("Kepala", "Staf", "Umum"), steps=steps
    )


def step(
    row: int, *names: str, to: tuple[int | None, int | None] | None = None, **more: str
) -> Step:
    decision = Decision(approve_row=to[0], return_row=to[1]) if to else None
    return Step(
        row=row, no=str(row), activities=("Menyusun berkas",), performers=names, decision=decision,
        inputs=("Surat",), outputs=("Berkas",), **more,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize("name", PENS)
def test_who_answers_for_a_row_of_several_is_whom_the_way_on_leaves(name: str) -> None:
    meant = sop(
        step(1, "Kepala"), step(2, "Umum", "Kepala", "Staf"), step(3, "Staf", "Umum", to=(4, 3)),
        step(4, "Kepala"),
    )  # fmt: skip
    assert back(PENS[name], meant) == as_drawn(meant)


@pytest.mark.parametrize("name", PENS)
def test_a_decision_may_return_to_itself_and_may_only_end_the_procedure(name: str) -> None:
    meant = sop(
        step(1, "Kepala", to=(2, 1)), step(2, "Staf", to=(3, 2)), step(3, "Staf", to=(None, None))
    )
    assert back(PENS[name], meant) == as_drawn(meant)


@pytest.mark.parametrize("name", PENS)
def test_the_output_is_empty_where_its_column_is_empty_and_notes_stay_notes(name: str) -> None:
    steps = [
        Step(row=row, no=str(row), activities=("Mencatat surat",), performers=("Staf",),
             inputs=("Surat",), note="Terkait SOP Surat Masuk", related_procedure="Surat Masuk")
        for row in (1, 2, 3)
    ]  # fmt: skip
    assert back(PENS[name], sop(*steps)) == as_drawn(sop(*steps))


@pytest.mark.parametrize("name", PENS)
def test_an_office_without_an_approver_keeps_all_lines_of_its_name(name: str) -> None:
    agency = ("PEMERINTAH KABUPATEN CONTOH", "DINAS KESEHATAN", "GUDANG FARMASI DAERAH")
    meant = sop(step(1, "Kepala"), step(2, "Staf"), agency=agency)
    assert back(PENS[name], meant) == as_drawn(meant)


def test_a_table_without_numbers_goes_on_over_the_pages_of_a_pdf() -> None:
    steps = [
        Step(row=row, no=None, activities=(f"Mencatat surat bagian {row}",), performers=("Staf",))
        for row in range(1, 40)
    ]
    assert len(back(pdf.PEN, sop(*steps)).steps) == len(steps)


@pytest.mark.parametrize("sign", ["(rangkap 2)", "§ 4"])
@pytest.mark.parametrize("before", range(1, 9))
def test_a_line_of_a_pdf_that_looks_like_an_item_goes_on_in_its_sentence(
    sign: str, before: int
) -> None:
    """Wherever the line breaks: "(rangkap" above "2) dan …", or "§ 4" at the beginning."""
    text = f"Menyusun {'berkas ' * before}{sign} dan menyerahkannya kepada atasan langsung"
    one = sop(step(1, "Staf"), step(2, "Kepala"))
    drawn = replace(one, steps=(replace(one.steps[0], activities=(text,)), *one.steps[1:]))
    assert back(pdf.PEN, drawn).steps[0].activities == (text,)
