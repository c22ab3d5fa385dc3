"""The picture in a BPMN file beside its steps: what the modeller drew, and where they stand."""

from __future__ import annotations

import re

import pytest

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.drawing.arrange import bound, outlined
from tatalaksana.core.drawing.pens.bpmn import PEN
from tatalaksana.core.reading.bpmn.cases import top_of
from tatalaksana.core.reading.bpmn.diagram import EDGE, LARGEST, diagram_of
from tatalaksana.core.reading.explain.explain import explain
from tatalaksana.core.reading.explain.sheet import SVG, sheets_of
from tatalaksana.core.reading.page import Area, Kind
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.readers import bpmn
from tests.core.drawing.bpmn_judge import picture_of
from tests.files.round_trip import bundled

NAME = "001-03"  #: eight steps in six lanes, four of which decide
DIAGRAM = re.compile(rb"<bpmndi:BPMNDiagram.*?</bpmndi:BPMNDiagram>", re.DOTALL)


@pytest.fixture(scope="module")
def model() -> bytes:
    ((_, data),) = PEN.draw(bound([outlined(bundled()[NAME])], "Uji"))
    return data


def boxes(data: bytes, field: str) -> list[tuple[int, Area]]:
    (got,) = read(data, "model.bpmn")
    found = [one for one in got.origins if one.field == field and one.item is None]
    return [(place.page, place.area) for one in found for place in one.places if place.area]


def test_every_step_stands_where_its_task_is_drawn(model: bytes) -> None:
    drawn = picture_of(model)
    left = min(box.x for box in drawn.pools.values())
    top = min(box.y for box in drawn.pools.values())
    steps = boxes(model, "activities")
    assert len(steps) == len(bundled()[NAME].steps)
    for k, (page, area) in enumerate(steps, start=1):
        task = drawn.nodes[f"step_{k}"]
        assert page == 1
        assert abs(area.left - (task.x - left + EDGE)) < 0.2
        assert abs(area.top - (task.y - top + EDGE)) < 0.2


def test_a_decision_stands_at_its_gateway_and_a_performer_at_the_name_of_the_lane(
    model: bytes,
) -> None:
    (page,) = bpmn.pages(model)
    diamonds = {shape.area for shape in page.shapes if shape.kind is Kind.DIAMOND}
    decisions = boxes(model, "decision")
    assert len(decisions) == sum(one.decision is not None for one in bundled()[NAME].steps)
    assert {area for _, area in decisions} <= diamonds
    (got,) = read(model, "model.bpmn")
    heads = [one for one in got.origins if one.field == "performers" and one.row is None
             and one.item is not None]  # fmt: skip
    names = {cell.area: cell.text for grid in page.grids for cell in grid.cells if cell.text}
    told = [names[one.places[0].area] for one in heads if one.places[0].area]
    assert told == list(got.procedure.performers)


def test_the_page_shows_lanes_elements_and_arrows_with_their_names(model: bytes) -> None:
    (page,) = bpmn.pages(model)
    assert len(page.connectors) == len(picture_of(model).edges)
    assert all(one.start is not None and one.end is not None for one in page.connectors)
    (sheet,) = sheets_of(model, frozenset({1}))
    assert sheet.kind == SVG
    shown = sheet.picture.decode()
    words = re.sub(r"<[^>]+>", " ", shown)
    for lane in picture_of(model).lanes:
        assert lane.startswith("lane_")
    for name in bundled()[NAME].performers:
        assert name.split()[0] in words
    assert "Sesuai?" in words
    assert "belah ketupat" in sheet.marks.decode()
    (svg,) = explain(model, "model.bpmn")
    assert "Kolom pelaksana" in svg
    assert "Mulai" in svg


def test_a_model_without_a_picture_is_read_alike_and_shows_its_lines(model: bytes) -> None:
    bare = DIAGRAM.sub(b"", model)
    assert bpmn.pages(bare) == ()
    (with_one,), (without,) = read(model, "a.bpmn"), read(bare, "a.bpmn")
    assert without.procedure.steps == with_one.procedure.steps
    assert all(place.area is None for one in without.origins for place in one.places)
    assert tuple(sheets_of(bare, frozenset({1}))) == ()
    assert any("Menerima Laporan" in svg for svg in explain(bare, "a.bpmn"))


def test_two_pictures_are_two_pages_and_each_step_stands_on_its_own(model: bytes) -> None:
    (first,) = DIAGRAM.findall(model)
    drawn = re.compile(rb'<bpmndi:BPMNShape id="step_2_di".*?</bpmndi:BPMNShape>', re.DOTALL)
    (second_step,) = drawn.findall(model)
    other = b'<bpmndi:BPMNDiagram id="lain"><bpmndi:BPMNPlane>' + second_step
    other += b"</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
    both = model.replace(first, first.replace(second_step, b"") + other)
    pages = [page for page, _ in boxes(both, "activities")]
    assert pages == [1, 2, *[1] * (len(pages) - 2)]
    assert [one.number for one in bpmn.pages(both)] == [1, 2]


@pytest.mark.parametrize("places", ["1e11", "-5e9", "nan", "inf", "0.0001"])
def test_places_beyond_all_measure_make_no_page_beyond_all_measure(
    model: bytes, places: str
) -> None:
    odd = re.sub(rb'(<dc:Bounds[^>]*?) x="[\d.]+"', rf'\1 x="{places}"'.encode(), model, count=1)
    odd = re.sub(rb'(<di:waypoint[^>]*?) y="[\d.]+"', rf'\1 y="{places}"'.encode(), odd, count=1)
    for page in bpmn.pages(odd):
        assert 0 < page.width <= LARGEST + 2 * EDGE
        assert 0 < page.height <= LARGEST + 2 * EDGE
    assert read(odd, "aneh.bpmn")
    assert list(sheets_of(odd, frozenset({1})))


def test_more_shapes_than_any_model_has_are_refused(model: bytes) -> None:
    shape = b'<bpmndi:BPMNShape bpmnElement="step_1"><dc:Bounds x="1" y="1" width="9" height="9"/>'
    end = b"</bpmndi:BPMNPlane>"
    many = model.replace(end, (shape + b"</bpmndi:BPMNShape>") * 7000 + end)
    with pytest.raises(ReadingError) as refused:
        bpmn.pages(many)
    assert refused.value.hint


def test_what_a_hostile_name_writes_stays_text(model: bytes) -> None:
    evil = model.replace(b'name="Mulai"', b'name="&lt;/text>&lt;script>alert(1)&lt;/script>"')
    (sheet,) = sheets_of(evil, frozenset({1}))
    assert b"<script" not in sheet.picture
    assert diagram_of(top_of(evil)).pages
