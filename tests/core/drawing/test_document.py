"""The document as PermenPANRB 35/2012 wants it, read back from the drawing."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.arrange import arrange, bound
from tatalaksana.core.drawing.drawing import Connector, Drawing, Kind, Rule, Symbol, Text, Way
from tatalaksana.core.drawing.legibility import legibility
from tatalaksana.core.drawing.paper import PageFormat, Parts, paper, papers
from tatalaksana.core.procedure.model import Decision, Procedure, Step
from tests.core.drawing.drawn_procedures import GOLD, drawn


def printed(drawing: Drawing, page: int) -> list[str]:
    return [e.text for e in drawing.pages[page].elements if isinstance(e, Text)]


def symbols(drawing: Drawing) -> list[Symbol]:
    return [e for page in drawing.pages for e in page.elements if isinstance(e, Symbol)]


def connectors(drawing: Drawing) -> list[Connector]:
    return [e for page in drawing.pages for e in page.elements if isinstance(e, Connector)]


def chain(*steps: Step, performers: tuple[str, ...] = ("Kabag", "Sekda")) -> Procedure:
    return Procedure(title="Surat", performers=performers, steps=steps)


def step(row: int, *performers: str, decision: Decision | None = None, text: str = "a") -> Step:
    return Step(row=row, no=str(row), activities=(text,), performers=performers, decision=decision)


def test_the_first_page_is_the_identity_block() -> None:
    words = printed(drawn("002-01"), 0)
    for title in (
        "Nomor SOP", "Tanggal Pembuatan", "Tanggal Revisi", "Tanggal Efektif", "Disahkan oleh",
        "Nama SOP", "Dasar Hukum", "Kualifikasi Pelaksana", "Keterkaitan",
        "Peralatan/Perlengkapan", "Peringatan", "Pencatatan dan Pendataan",
    ):  # fmt: skip
        assert title in words
    assert words.count("13 Januari 2020") == 2


def test_what_the_document_does_not_say_stays_empty() -> None:
    words = printed(arrange(Procedure(title="Surat Masuk")), 0)
    assert not any("None" in word or word == "-" for word in words)


def test_the_header_is_repeated_on_every_page_of_the_table() -> None:
    drawing = drawn("001-05")
    assert len(drawing.pages) > 2
    for page in range(1, len(drawing.pages)):
        for title in ("No", "Kegiatan", "Pelaksana", "Mutu Baku", "Kelengkapan", "Waktu",
                      "Output", "Keterangan"):  # fmt: skip
            assert title in printed(drawing, page)


@pytest.mark.parametrize("name", GOLD)
def test_first_and_last_step_are_capsules_and_decisions_diamonds(name: str) -> None:
    procedure = GOLD[name]
    kinds = {s.row: s.kind for s in symbols(drawn(name)) if s.kind is not Kind.PENTAGON}
    last = len(procedure.steps)
    for one in procedure.steps:
        expected = Kind.BOX if 1 < one.row < last else Kind.CAPSULE
        assert kinds[one.row] is (Kind.DIAMOND if one.decision else expected)


@pytest.mark.parametrize("name", GOLD)
def test_every_word_of_every_step_is_printed(name: str) -> None:
    procedure = GOLD[name]
    drawing = drawn(name)
    shown = Counter(
        "".join(printed(drawing, page)).replace("-", "").replace(" ", "")
        for page in range(len(drawing.pages))
    )
    all_of_it = "".join(shown)
    for one in procedure.steps:
        for text in one.activities:
            first = text.split()[0].replace("-", "")
            assert first in all_of_it


@pytest.mark.parametrize("name", ["001-01", "001-03", "001-07", "004-15"])
def test_every_decision_has_its_yes_and_its_no(name: str) -> None:
    procedure = GOLD[name]
    labels = Counter(
        (line.from_row, line.label.text) for line in connectors(drawn(name)) if line.label
    )
    for one in procedure.steps:
        if one.decision:
            assert labels[one.row, "Ya"] == labels[one.row, "Tidak"] == 1


def test_several_performers_have_joined_symbols() -> None:
    drawing = arrange(chain(step(1, "Kabag"), step(2, "Kabag", "Sekda"), step(3, "Sekda")))
    assert len([s for s in symbols(drawing) if s.row == 2]) == 2
    assert [line.from_row for line in connectors(drawing) if line.way is Way.JOIN] == [2]


def test_a_step_without_performer_is_passed_over_with_a_remark() -> None:
    drawing = arrange(chain(step(1, "Kabag"), step(2), step(3, "Sekda")))
    assert {s.row for s in symbols(drawing)} == {1, 3}
    assert [(line.from_row, line.to_row) for line in connectors(drawing)] == [(1, 3)]
    assert any("Langkah 2" in remark for remark in drawing.remarks)


def test_a_procedure_without_steps_or_performers_is_still_drawn() -> None:
    assert len(arrange(Procedure(title="Kosong")).pages) == 2
    assert arrange(chain(step(1), step(2), performers=())).remarks


def test_a_decision_at_the_end_leads_to_a_capsule() -> None:
    last = Decision(approve_row=None, return_row=1)
    drawing = arrange(chain(step(1, "Kabag"), step(2, "Sekda", decision=last)))
    assert Counter(s.kind for s in symbols(drawing)) == {Kind.CAPSULE: 2, Kind.DIAMOND: 1}


def test_a_silent_return_is_remarked_and_not_invented() -> None:
    silent = Decision(approve_row=3, return_row=None)
    three = chain(step(1, "Kabag"), step(2, "Sekda", decision=silent), step(3, "Kabag"))
    drawing = arrange(three)
    assert not [line for line in connectors(drawing) if line.way is Way.RETURN]
    assert any("langkah 2" in remark for remark in drawing.remarks)


def test_a_letter_that_goes_out_comes_in_on_another_page() -> None:
    drawing = drawn("001-05")
    where: dict[str, set[int]] = {}
    for number, page in enumerate(drawing.pages):
        for e in page.elements:
            if isinstance(e, Symbol) and e.label:
                where.setdefault(e.label, set()).add(number)
    assert where
    assert all(len(pages) == 2 for pages in where.values())


def test_a_strip_of_pentagons_does_not_look_like_a_step_left_empty() -> None:
    drawing = drawn("001-05")
    rules = [e for e in drawing.pages[1].elements if isinstance(e, Rule) and e.x1 == e.x2]
    foot = max(rule.y2 for rule in rules)
    strip = {rule.x1 for rule in rules if rule.y2 == foot}
    step_row = {rule.x1 for rule in rules if rule.row == 1}
    assert strip < step_row
    assert {min(step_row), max(step_row)} < strip
    assert len(step_row - strip) == 4  # after No, Kelengkapan, Waktu, Output


def test_a_row_taller_than_the_page_goes_on_over_the_next() -> None:
    words = " ".join(f"kata{i}" for i in range(1500))
    tall = chain(step(1, "Kabag", text=words), step(2, "Sekda"))
    drawing = arrange(tall)
    assert len(drawing.pages) > 3
    found = [word for page in range(1, len(drawing.pages)) for text in printed(drawing, page)
             for word in text.split() if word.startswith("kata")]  # fmt: skip
    assert found == words.split()
    assert len([s for s in symbols(drawing) if s.row == 1 and s.kind is Kind.CAPSULE]) == 1


def test_a_row_no_page_can_hold_begins_on_the_page_of_the_row_before() -> None:
    words = " ".join(f"kata{i}" for i in range(600))
    drawing = arrange(chain(step(1, "Kabag"), step(2, "Kabag", text=words), step(3, "Sekda")))
    assert {s.row for s in symbols(drawing) if s in drawing.pages[1].elements} >= {1, 2}


def test_the_screen_has_one_page_and_only_the_table() -> None:
    endless = PageFormat(name="layar", width=330, height=None, parts=Parts.TABLE)
    drawing = arrange(GOLD["001-01"], endless)
    assert len(drawing.pages) == 1
    assert "Nomor SOP" not in printed(drawing, 0)


def test_paper_is_found_by_name_and_f4_is_the_indonesian_one() -> None:
    assert (paper("f4").width, paper("F4").height) == (330, 215)
    assert {p.name for p in papers()} == {"A4", "F4", "Letter", "Legal", "A3"}
    with pytest.raises(DrawingError, match="A4, F4"):
        paper("kuarto")


def test_upright_paper_is_the_same_paper_turned() -> None:
    assert (paper("A4").portrait().width, paper("A4").portrait().height) == (210, 297)
    assert paper("A4").portrait().portrait() == paper("A4").portrait()
    assert (paper("F4").told, paper("F4").portrait().told) == ("F4", "F4 tegak")


def test_what_upright_paper_cannot_hold_is_refused_with_the_other_way_round() -> None:
    many = tuple(f"Pelaksana {i}" for i in range(22))
    with pytest.raises(DrawingError, match="22 pelaksana tidak muat di kertas A4 tegak") as refused:
        arrange(chain(step(1, *many), performers=many), paper("A4").portrait())
    assert "mendatar" in refused.value.hint
    arrange(chain(step(1, *many), performers=many), paper("A4"))


def test_narrower_performers_are_chosen_where_they_save_a_page() -> None:
    """Short steps leave no white that narrower performers would save: they get 23 mm."""
    five = tuple(f"Kasubbag {i}" for i in range(5))
    short = chain(*(step(row, five[row % 5]) for row in range(1, 4)), performers=five)
    long = chain(*(step(row, five[row % 5], text="menyusun konsep surat " * 15)
                   for row in range(1, 8)), performers=five)  # fmt: skip

    def width(drawing: Drawing) -> float:
        cell = next(c for c in drawing.pages[1].tables[0].cells if c.paragraphs[0].text == five[0])
        return cell.box.width

    assert width(arrange(short)) == pytest.approx(23.0)
    assert legibility().legible <= width(arrange(long)) < 20
    assert len(arrange(long).pages) == 2


def test_too_many_performers_are_refused_with_the_way_to_mend_it() -> None:
    many = tuple(f"Pelaksana {i}" for i in range(40))
    with pytest.raises(DrawingError, match="A3"):
        arrange(chain(step(1, *many), performers=many))


def test_margins_and_letters_have_bounds() -> None:
    with pytest.raises(DrawingError, match="huruf"):
        replace(paper("A4"), size=2.0)
    with pytest.raises(DrawingError, match="Tepi"):
        replace(paper("A4"), margin=1.0)
    with pytest.raises(DrawingError, match="sempit"):
        replace(paper("A4"), margin=100.0)


def test_several_procedures_bind_into_one_document() -> None:
    one, two = drawn("004-23"), drawn("004-25")
    both = bound((one, two), "semua")
    assert len(both.pages) == len(one.pages) + len(two.pages)
    assert bound((replace(one, day=date(2020, 1, 2)),), "x").day == date(2020, 1, 2)
