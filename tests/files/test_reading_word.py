"""Word documents: what our pen draws comes back; what offices draw by hand is understood."""

from __future__ import annotations

import random
import time
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tatalaksana.core.base.errors import ReadingError, TatalaksanaError
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens.docx import PEN
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.page import Area, Kind
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.readers import docx
from tatalaksana.core.reading.reading import Reading
from tatalaksana.core.reading.word.figures import traced
from tatalaksana.core.reading.word.pages import pages_of
from tests.core.drawing.drawn_procedures import GOLD
from tests.core.reading.wordfiles import (
    BOX,
    CAPSULE,
    DIAMOND,
    HEADER,
    anchored,
    document,
    line,
    old,
    p,
    run,
    shape,
    step,
    symbol,
    tbl,
    tc,
    tr,
    vml,
)
from tests.files.round_trip import bundled, came_back

PLAIN = ("title", "number", "agency", "created", "revised", "effective", "approved_by",
         "performers", "legal_basis", "qualifications", "related", "equipment", "warning",
         "records")  # fmt: skip
OF_STEP = ("no", "activities", "performers", "inputs", "outputs", "duration", "note")


def told(procedure: Procedure) -> dict[str, object]:
    """What must come back."""
    steps = [
        {name: getattr(one, name) for name in OF_STEP}
        | {"ways": one.decision and (one.decision.approve_row, one.decision.return_row)}
        for one in procedure.steps
    ]
    return {name: getattr(procedure, name) for name in PLAIN} | {"steps": steps}


def written(procedure: Procedure) -> bytes:
    return PEN.draw(arrange(procedure))[0][1]


def one(data: bytes) -> Reading:
    (found,) = read(data, "dokumen.docx")
    return found


def performers(data: bytes) -> list[tuple[str, ...]]:
    return [step.performers for step in one(data).procedure.steps]


def why(reading: Reading, row: int) -> list[str]:
    """From where the performer of a row is known."""
    return [e.source for e in reading.evidence if e.row == row and e.field == "performers"]


@pytest.mark.parametrize("name", sorted(GOLD))
def test_what_our_pen_writes_is_read_back(name):
    assert told(one(written(GOLD[name])).procedure) == told(GOLD[name])


@pytest.mark.parametrize("name", sorted(bundled()))
def test_a_bundled_procedure_written_is_read_back(name):
    came_back(written(bundled()[name]), bundled()[name])


ACTS = ("Menyusun konsep surat", "Mengarsipkan berkas", "Mencatat agenda", "Menggandakan naskah",
        "Menyiapkan bahan", "Menerima laporan", "Membuat daftar hadir")  # fmt: skip
THINGS = ("Konsep surat", "Daftar hadir", "Lembar disposisi", "Buku agenda", "Naskah", "Laporan")
OFFICES = ("Staf", "Kasubbag Umum", "Kepala Bagian", "Sekretaris", "Kepala Dinas", "Bendahara")


def random_procedure(seed: int) -> Procedure:
    """A procedure whose words are plain and whose flow is anything the form allows."""
    chance = random.Random(seed)
    base = GOLD[chance.choice(sorted(GOLD))]
    pattern = base.steps[0]
    count, names = chance.randint(2, 25), OFFICES[: chance.randint(2, len(OFFICES))]
    steps = []
    for row in range(1, count + 1):
        decision = None
        if row > 1 and chance.random() < 0.25:
            given = next(one.decision for b in GOLD.values() for one in b.steps if one.decision)
            back = chance.randint(1, row - 1)
            decision = replace(given, approve_row=row + 1 if row < count else None,
                               return_row=back, condition="")  # fmt: skip
        steps.append(
            replace(
                pattern, row=row, no=str(row), activities=(chance.choice(ACTS),),
                performers=(chance.choice(names),), decision=decision,
                inputs=tuple(chance.sample(THINGS, chance.randint(1, 3))),
                outputs=tuple(chance.sample(THINGS, chance.randint(1, 2))),
                note="", related_procedure=None,
            )
        )  # fmt: skip
    return replace(base, performers=names, steps=tuple(steps))


@given(st.integers(0, 2**32))
@example(160)  # a return that ends on another arrow's line
@example(1070)  # the same, just above a symbol
@example(561)  # an arrow that passes closest to the answer of its neighbour
@settings(max_examples=60, deadline=None)
def test_any_procedure_our_pen_writes_is_read_back(seed):
    procedure = random_procedure(seed)
    assert told(one(written(procedure)).procedure) == told(procedure)


def test_a_symbol_is_taken_once_and_not_again_from_its_fallback():
    twice = p(anchored(shape(DIAMOND, 0, 0), 15, 20, fallback=vml("rect", "", 15, 20)))
    data = document(tbl(*HEADER, step(1, "Menyusun", symbol(BOX)), step(2, "Menyusun", "", twice)))
    (page,) = pages_of(data)
    assert [one.kind for one in page.shapes] == [Kind.BOX, Kind.DIAMOND]
    assert performers(data) == [("Staf",), ("Kasubbag",)]


def test_where_nobody_knows_the_choice_the_fallback_is_taken():
    other = anchored(shape(BOX, 0, 0), 0, 0, fallback=vml("shape", "110", 15, 20))
    other = other.replace('Requires="wps"', 'Requires="future"')
    (page,) = pages_of(document(tbl(*HEADER, step(1, "Menyusun", p(other)))))
    assert [one.kind for one in page.shapes] == [Kind.DIAMOND]


def test_the_place_of_a_shape_decides_and_not_the_cell_of_its_anchor():
    """Word anchors what was drawn in a row below in the paragraph where the cursor was."""
    three = "".join([
        anchored(shape(CAPSULE, 0, 0), 150 + 15, 20, number=1),
        anchored(shape(BOX, 0, 0), 150 + 60 + 15, ROW_BELOW + 20, number=2),
        anchored(shape(CAPSULE, 0, 0), 150 + 120 + 15, 2 * ROW_BELOW + 20, number=3),
    ])  # fmt: skip
    rows = [tr(tc("1"), tc(p("Menyusun", three)), *[tc()] * 3, tc("Berkas"), tc("1 hari"),
               tc("Konsep"), tc(), height=60),
            step(2, "Menyusun"), step(3, "Menyusun")]  # fmt: skip
    data = document(tbl(*HEADER, *rows))
    assert performers(data) == [("Staf",), ("Kasubbag",), ("Kabag",)]


ROW_BELOW = 60.0


def test_shapes_placed_from_the_page_lie_where_the_page_says():
    margin = 72.0
    left, top = margin + 30 + 150 + 120 + 15, margin + 40 + 20
    floating = anchored(shape(BOX, 0, 0), left, top, base="page", above="page", in_cell=0)
    table = tbl(*HEADER, tr(tc("1"), tc(p("Menyusun", floating)), *[tc()] * 3, tc("Berkas"),
                            tc("1 hari"), tc("Konsep"), tc(), height=60))  # fmt: skip
    assert performers(document(table)) == [("Kabag",)]
    inside = floating.replace(f"<wp:posOffset>{round(left * 12700)}", f"<wp:posOffset>{margin}")
    assert inside != floating


def test_a_group_is_laid_into_its_place():
    """The inside of a group counts in units of its own, and is scaled."""
    inner = shape(CAPSULE, 100, 0, 60, 40, number=5) + shape(DIAMOND, 220, 120, 60, 40, number=6)
    group = (
        '<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{180 * 6350}" cy="{160 * 6350}"/><a:chOff x="{100 * 12700}" y="0"/>'
        f'<a:chExt cx="{180 * 12700}" cy="{160 * 12700}"/></a:xfrm></wpg:grpSpPr>{inner}</wpg:wgp>'
    )
    held = p(anchored(group, 15, 20, 90, 80, group=True))
    data = document(tbl(*HEADER, step(1, "Menyusun", held), step(2, "Menyusun")))
    (page,) = pages_of(data)
    first, second = (one.area for one in page.shapes)
    assert (first.width, first.height) == pytest.approx((30, 20))
    assert (second.left - first.left, second.top - first.top) == pytest.approx((60, 60))
    assert performers(data) == [("Staf",), ("Kasubbag",)]


def test_a_canvas_over_several_rows_with_glued_connectors():
    """One canvas holds the whole chart; the ends of its arrows are told by numbers alone."""
    shapes = (
        shape(CAPSULE, 0, 0, number=11) + shape(DIAMOND, 60, 60, number=12)
        + shape(CAPSULE, 120, 120, number=13)
    )  # fmt: skip
    arrows = line(9, 9, start=11, end=12) + line(9, 9, start=12, end=13)
    back = line(9, 9, start=12, end=11)
    answer = shape("rect", 40, 50, 18, 10, number=14, text="Tidak")
    canvas = f"<wpc:wpc>{shapes}{arrows}{back}{answer}</wpc:wpc>"
    held = p(anchored(canvas, 15, 20, 150, 140))
    steps = [step(1, "Menyusun", held), step(2, "Memeriksa"), step(3, "Menandatangani")]
    found = one(document(tbl(*HEADER, *steps))).procedure
    assert [step.performers for step in found.steps] == [("Staf",), ("Kasubbag",), ("Kabag",)]
    decision = found.steps[1].decision
    assert decision is not None
    assert (decision.approve_row, decision.return_row) == (3, 1)


def test_a_picture_of_a_shape_is_a_doubt():
    picture = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="381000" cy="254000"/><wp:docPr id="9" '
        'name="Gambar 9"/><a:graphic><a:graphicData uri="p"><pic:pic><pic:spPr/></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    data = document(
        tbl(*HEADER, step(1, "Menyusun", symbol(BOX)), step(2, "Menyusun", "", p(picture)))
    )
    found = one(data)
    assert found.procedure.steps[1].performers == ("Kasubbag",)
    assert any(doubt.row == 2 for doubt in found.doubts)


def test_a_logo_above_the_table_is_no_doubt():
    logo = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="381000" cy="254000"/><a:graphic>'
        "<a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    block = tbl(tr(tc(p(logo)), tc("Nama SOP"), tc("Arsip")), widths=(100, 100, 200))
    (page,) = pages_of(document(block + p() + tbl(*HEADER, step(1, "Menyusun", symbol(BOX)))))
    assert page.grids[0].cells[0].text == ""
    assert len(page.shapes) == 1


def test_a_decision_by_lines_drawn_by_hand_and_boxes_of_text():
    """Nothing is glued: the ends lie near the symbols, the answers beside the lines."""
    back = line(60, 60, flips='flipH="1" flipV="1"')
    words = anchored(shape("rect", 0, 0, 25, 12, text="Tidak"), -30, -20, 25, 12, number=8)
    deciding = p(
        anchored(shape(DIAMOND, 0, 0), 15, 20, number=2),
        anchored(back, -45, -40, 60, 60, number=7), words,
    )  # fmt: skip
    data = document(tbl(
        *HEADER, step(1, "Menyusun konsep", symbol(CAPSULE)),
        step(2, "Memeriksa konsep", "", deciding), step(3, "Menandatangani", "", "", symbol(BOX)),
    ))  # fmt: skip
    step_two = one(data).procedure.steps[1]
    assert step_two.decision is not None
    assert (step_two.decision.approve_row, step_two.decision.return_row) == (3, 1)


def test_old_shapes_of_every_kind():
    """Files of Word 2007 hold nothing but VML: rectangles, types, groups, lines."""
    group = vml(
        "group", "", 15, 20, '<v:shape type="#_x0000_t110" style="position:absolute;left:1000;'
        'top:500;width:300;height:200"/>', extra='coordorigin="1000,500" coordsize="300,200"',
    )  # fmt: skip
    rows = [
        step(1, "Menyusun", p(old("roundrect", "", 15, 20))),
        step(2, "Menyusun", "", p(old("shape", "109", 15, 20))),
        step(3, "Memeriksa konsep", "", "", p(f"<w:r><w:pict>{group}</w:pict></w:r>")),
        step(4, "Menyusun", p(old("rect", "", 15, 20))),
    ]
    (page,) = pages_of(document(tbl(*HEADER, *rows)))
    assert [one.kind for one in page.shapes] == [Kind.CAPSULE, Kind.BOX, Kind.DIAMOND, Kind.BOX]
    assert performers(document(tbl(*HEADER, *rows))) == [
        ("Staf",),
        ("Kasubbag",),
        ("Kabag",),
        ("Staf",),
    ]


def test_the_measures_may_stand_before_the_performers():
    header = (
        tr(tc("No", merge="start"), tc("Kegiatan", merge="start"), tc("Mutu Baku", span=3),
           tc("Pelaksana", span=2), height=20),
        tr(tc(merge="on"), tc(merge="on"), tc("Kelengkapan"), tc("Waktu"), tc("Output"),
           tc("Staf"), tc("Kabag"), height=20),
    )  # fmt: skip
    rows = [
        tr(tc(str(k)), tc("Menyusun"), tc("Berkas"), tc("2 jam"), tc("Konsep"), *cells, height=60)
        for k, cells in ((1, (tc(symbol(BOX)), tc())), (2, (tc(), tc(symbol(BOX)))))
    ]
    found = one(document(tbl(*header, *rows, widths=(30, 150, 80, 60, 80, 60, 60)))).procedure
    assert found.performers == ("Staf", "Kabag")
    assert [one.performers for one in found.steps] == [("Staf",), ("Kabag",)]
    assert [one.duration_text for one in found.steps] == ["2 jam", "2 jam"]
    assert found.steps[0].outputs == ("Konsep",)


def test_changes_are_accepted():
    ins = f'<w:ins w:id="1">{run("surat baru")}</w:ins>'
    gone = '<w:del w:id="2"><w:r><w:delText>surat lama</w:delText></w:r></w:del>'
    away = tr(tc("9"), tc("Menghapus"), *[tc()] * 7, properties='<w:del w:id="3"/>')
    row = tr(tc("1"), tc(p(run("Menyusun "), gone, ins)), tc(symbol(BOX)), *[tc()] * 2,
             tc("Berkas"), tc("1 hari"), tc("Surat"), tc(), height=60)  # fmt: skip
    found = one(document(tbl(*HEADER, row, away))).procedure
    assert [step.activities for step in found.steps] == [("Menyusun surat baru",)]


def test_numbers_and_bullets_of_word_are_printed():
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )

    def listed(number: int, text: str) -> str:
        return p(
            text, properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        )

    rows = [
        tr(tc(listed(1, "")), tc("Menyusun"), tc(symbol(BOX)), *[tc()] * 2,
           tc(listed(2, "Disposisi"), listed(2, "Naskah dinas")), tc("1 hari"), tc("Surat"), tc())
        for _ in range(3)
    ]  # fmt: skip
    found = one(document(tbl(*HEADER, *rows), numbering)).procedure
    assert [step.no for step in found.steps] == ["1", "2", "3"]
    assert found.steps[0].inputs == ("Disposisi", "Naskah dinas")


def test_a_table_within_a_table():
    inner = tbl(*HEADER, step(1, "Menyusun", symbol(BOX)), step(2, "Menyusun", "", symbol(BOX)))
    data = document(tbl(tr(tc(inner + p())), widths=(640,)))
    assert performers(data) == [("Staf",), ("Kasubbag",)]
    listed = tbl(tr(tc("a."), tc("Disposisi")), tr(tc("b."), tc("Naskah")), widths=(20, 60))
    row = tr(tc("1"), tc("Menyusun"), tc(symbol(BOX)), *[tc()] * 2, tc(listed + p()),
             tc("1 hari"), tc("Surat"), tc())  # fmt: skip
    assert one(document(tbl(*HEADER, row))).procedure.steps[0].inputs == ("Disposisi", "Naskah")


@given(st.booleans(), st.booleans(), st.sampled_from([0.0, 90.0, 180.0, 270.0]))
def test_a_flipped_and_turned_line_keeps_its_length(across, down, turn):
    area = Area(10, 20, 50, 50)
    (a, b), (c, d) = traced(area, ((0, 0), (1, 1)), (across, down), turn)
    assert (c - a) ** 2 + (d - b) ** 2 == pytest.approx(40**2 + 30**2)
    assert ((a + c) / 2, (b + d) / 2) == pytest.approx(area.middle)


def refused(data: bytes) -> ReadingError:
    with pytest.raises(ReadingError) as raised:
        read(data, "dokumen.docx")
    assert raised.value.hint
    return raised.value


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_an_old_document_is_told_how_to_become_a_new_one():
    found = refused(OLE + bytes(600) + "WordDocument".encode("utf-16-le"))
    assert ".doc" in found.message
    assert ".docx" in found.hint


def test_a_locked_document_says_so():
    assert "sandi" in refused(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")).message


def test_a_truncated_document_says_so():
    data = written(GOLD["001-01"])
    assert "terpotong" in refused(data[: len(data) * 2 // 3]).message


def test_a_bomb_is_refused_soon():
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:p/>" * 20_000_000)
    begun = time.process_time()
    assert "jauh lebih besar" in refused(file.getvalue()).message
    assert time.process_time() - begun < 10


def test_a_small_file_of_millions_of_paragraphs_is_refused_before_it_fills_the_memory():
    """35 kB packed, 1.3 GB as a tree of elements."""
    begun = time.process_time()
    assert "jauh lebih besar" in refused(document("<w:p/>" * 3_500_000)).message
    assert time.process_time() - begun < 10


def test_a_very_long_table_is_read_in_time():
    rows = [step(k, "Menyusun konsep surat", symbol(BOX)) for k in range(1, 1500)]
    begun = time.process_time()
    docx.blocks(document(tbl(*HEADER, *rows)))
    assert time.process_time() - begun < 30


def test_entities_are_not_replaced():
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    refused(document(p(run("x").replace("x", "&b;")), start=bomb))


def test_too_many_cells_and_shapes_are_refused():
    assert "sel" in refused(document(tbl(tr(*[tc()] * 400), widths=[9] * 400) * 80)).message
    many = p("".join(anchored(shape(BOX, 0, k), k % 97, k * k, number=k) for k in range(10_001)))
    assert "gambar" in refused(document(many)).message


SAMPLE = written(GOLD["001-07"])


@given(st.integers(0, 2**32), st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_a_damaged_document_never_ends_in_a_traceback(seed, count):
    """Bytes of the markup itself are changed: most damage to the package the checksums find."""
    chance = random.Random(seed)
    with zipfile.ZipFile(BytesIO(SAMPLE)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = bytearray(parts["word/document.xml"])
    for _ in range(count):
        at = chance.randrange(len(text))
        if 48 <= text[at] < 58 or chance.random() < 0.02:
            text[at] = chance.choice(b"0123456789-.x<")
    parts["word/document.xml"] = bytes(text)
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    said: list[str] = []
    try:
        read(file.getvalue(), "dokumen.docx")
    except TatalaksanaError as refusal:
        said.append(refusal.hint)
    assert all(said)
