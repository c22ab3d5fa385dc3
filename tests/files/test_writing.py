"""Every pen prints what is arranged, safely, and the same each time."""

import json
import re
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from tatalaksana.core.base.discover import discover
from tatalaksana.core.drawing import pens
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.drawing import Text
from tatalaksana.core.drawing.live import WORDS, Mark, svg_of_case
from tatalaksana.core.drawing.metrics import clean
from tatalaksana.core.drawing.paper import SCREEN, Parts, paper
from tatalaksana.core.drawing.pen import Pen
from tatalaksana.core.drawing.pens.pdf import PEN as PDF
from tatalaksana.core.drawing.pens.png import PEN as PNG
from tatalaksana.core.drawing.pens.svg import PEN as SVG
from tatalaksana.core.drawing.typstml import quoted
from tatalaksana.core.drawing.words import steps_as_text
from tatalaksana.core.procedure.model import Procedure, Step
from tests.core.drawing.drawn_procedures import GOLD, drawn

PENS = discover(pens, "PEN", Pen)
NAME = "{http://www.w3.org/2000/svg}"
HOSTILE = ('#panic("x")', r"\u{0}", '"', "]", "</text><script>", "$x$", "*tebal*", "`", "\\")


def hostile() -> Procedure:
    steps = (Step(row=1, no='"', activities=HOSTILE, performers=("</title>",)),)
    return Procedure(title=' "#]</title>', agency=HOSTILE, performers=("</title>",), steps=steps)


@pytest.mark.parametrize("pen", PENS, ids=lambda pen: pen.name)
def test_the_same_drawing_gives_the_same_bytes(pen: Pen) -> None:
    drawing = drawn("004-15")
    assert pen.draw(drawing) == pen.draw(arrange(GOLD["004-15"]))


@pytest.mark.parametrize("pen", PENS, ids=lambda pen: pen.name)
def test_several_people_may_draw_at_once(pen: Pen) -> None:
    """A web server draws in several threads."""
    drawing = drawn("004-15")
    with ThreadPoolExecutor(4) as threads:
        files = list(threads.map(lambda _: pen.draw(drawing), range(8)))
    assert all(one == files[0] for one in files)


@pytest.mark.parametrize("pen", PENS, ids=lambda pen: pen.name)
def test_hostile_text_is_only_text(pen: Pen) -> None:
    assert all(data for _, data in pen.draw(arrange(hostile())))


def test_svg_prints_every_line_of_the_drawing() -> None:
    drawing = arrange(hostile())
    for page, (_, data) in zip(drawing.pages, SVG.draw(drawing), strict=True):
        root = ET.fromstring(data)
        shown = [node.text for node in root.iter(f"{NAME}text")]
        assert set(shown) >= {e.text for e in page.elements if isinstance(e, Text)}


def test_svg_obeys_a_strict_content_security_policy() -> None:
    for _, data in SVG.draw(drawn("001-01")):
        assert b"style=" not in data
        assert b"<style" not in data
        assert b"<title" in data
        assert b"<desc" in data
        assert b'role="img"' in data


@settings(max_examples=8)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=20))
def test_typst_reads_any_text_as_that_text(texts: list[str]) -> None:
    wanted = [clean(text) for text in texts]
    told = typst.eval(b"", f"({', '.join(map(quoted, wanted))},)")
    assert json.loads(told) == wanted


def test_pdf_is_tagged_archivable_and_says_what_it_is() -> None:
    ((ending, data),) = PDF.draw(drawn("001-01"))
    assert ending == ".pdf"
    for wanted in (
        b"pdfaid:part>2<",
        b"pdfuaid:part>1<",
        b"StructTreeRoot",
        b"/Lang",
        b"Liberation",
    ):
        assert wanted in data
    assert GOLD["001-01"].title.encode() in data


def test_png_is_a_picture_of_every_page_150_dots_an_inch() -> None:
    drawing = drawn("001-05")
    files = PNG.draw(drawing)
    assert [ending for ending, _ in files] == ["-1.png", "-2.png", "-3.png"]
    for page, (_, data) in zip(drawing.pages, files, strict=True):
        assert data.startswith(b"\x89PNG")
        wide, high = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
        assert (wide, high) == (round(page.width / 25.4 * 150), round(page.height / 25.4 * 150))
    assert PNG.draw(arrange(GOLD["001-05"], SCREEN))[0][0] == ".png"


def test_a_chart_without_marks_still_names_every_step() -> None:
    procedure = GOLD["001-01"]
    chart = svg_of_case(arrange(procedure, SCREEN), {})
    root = ET.fromstring(chart)
    groups = [g for g in root.iter(f"{NAME}g") if "step" in g.get("class", "").split()]
    assert [int(g.get("data-row", "0")) for g in groups] == [s.row for s in procedure.steps]
    assert all(g.find(f"{NAME}title") is not None for g in groups)


def test_every_state_has_a_class_a_sign_and_a_word() -> None:
    marks = {row: Mark(state, "12 menit") for row, state in enumerate(WORDS, start=1)}
    root = ET.fromstring(svg_of_case(arrange(GOLD["001-01"], SCREEN), marks, prefix="kasus-7"))
    groups = {g.get("id"): g for g in root.iter(f"{NAME}g") if g.get("id")}
    signs = set()
    for row, mark in marks.items():
        group = groups[f"kasus-7-{row}"]
        assert group.get("class") == f"step step--{mark.state}"
        assert WORDS[mark.state] in (group.findtext(f"{NAME}title") or "")
        signs.add(next(p.get("d") for p in group.iter(f"{NAME}path") if p.get("class") == "sign"))
    assert len(signs) == len(marks)


def test_a_mark_cannot_bring_markup_into_the_page() -> None:
    mark = Mark("late", "<script>", "</title><script>")
    chart = svg_of_case(arrange(GOLD["004-23"], SCREEN), {1: mark})
    assert "<script" not in chart
    ET.fromstring(chart)


def test_the_steps_are_told_in_words() -> None:
    told = steps_as_text(GOLD["001-01"])
    assert len(told) == 9
    assert told[2].startswith("Langkah 3, Kasubbag Pelayanan Publik: ")
    assert "Jika tidak setuju kembali ke langkah 2." in told[2]
    assert "Prosedur selesai." in told[8]


def test_svg_files_are_numbered_only_when_there_are_several() -> None:
    one = arrange(GOLD["004-23"], replace(paper("A4"), parts=Parts.TABLE))
    assert [name for name, _ in SVG.draw(one)] == [".svg"]
    assert all(re.fullmatch(r"-\d\.svg", name) for name, _ in SVG.draw(drawn("001-01")))
