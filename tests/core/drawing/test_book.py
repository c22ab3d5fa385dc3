"""A book of SOPs: its contents are true, its pages are numbered through, nothing is lost."""

from dataclasses import replace

import pypdfium2
import pytest

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.book import Chapter, book, common
from tatalaksana.core.drawing.drawing import Connector, Drawing, Part, Text
from tatalaksana.core.drawing.judge import Faults, judge
from tatalaksana.core.drawing.paper import paper
from tatalaksana.core.drawing.pens.docx import PEN as DOCX
from tatalaksana.core.drawing.pens.pdf import PEN as PDF
from tatalaksana.core.drawing.pens.xlsx import PEN as XLSX
from tatalaksana.core.drawing.style import Additions
from tests.core.drawing.drawn_procedures import GOLD, drawn

NAMES = ("001-05", "001-01", "004-23")
CHAPTERS = [Chapter(GOLD[name]) for name in NAMES]
TITLE = "Biro Organisasi"


@pytest.fixture(scope="module")
def whole() -> Drawing:
    return book(CHAPTERS, TITLE)


def rows_of_contents(drawing: Drawing) -> list[list[str]]:
    found = []
    for page in drawing.pages:
        for table in page.tables:
            if table.part is Part.CONTENTS:
                rows = {c.row for c in table.cells if c.row >= table.heads}
                for row in sorted(rows):
                    cells = sorted((c for c in table.cells if c.row == row), key=lambda c: c.column)
                    found.append([" ".join(p.text for p in c.paragraphs) for c in cells])
    return found


def test_cover_and_contents_come_first_then_every_sop(whole: Drawing) -> None:
    assert [page.tables[0].part for page in whole.pages[:3]] == [
        Part.COVER, Part.CONTENTS, Part.FIELDS,
    ]  # fmt: skip
    assert [page.sop for page in whole.pages[:3]] == [None, None, 0]
    assert len(whole.pages) == 2 + sum(len(drawn(name).pages) for name in NAMES)
    assert whole.procedures == tuple(GOLD[name] for name in NAMES)
    assert judge(whole).faults == Faults()


@pytest.mark.parametrize("count", [1, 60])
def test_the_contents_name_the_page_on_which_each_sop_begins(count: int) -> None:
    short = replace(GOLD["004-23"], steps=GOLD["004-23"].steps[:2])
    drawing = book([Chapter(short)] * count, TITLE)
    rows = rows_of_contents(drawing)
    assert len(rows) == count
    for at, (number, _, title, page) in enumerate(rows):
        begins = drawing.pages[int(page) - 1]
        assert (number, title) == (str(at + 1), short.title)
        assert begins.sop == at
        assert begins.foot is not None
        assert begins.foot.number == int(page)
        assert drawing.pages[int(page) - 2].sop != at


def test_pages_are_numbered_through_and_the_cover_bears_no_number(whole: Drawing) -> None:
    feet = [page.foot for page in whole.pages]
    assert [(foot.number, foot.count) for foot in feet if foot] == [
        (number, len(whole.pages)) for number in range(1, len(whole.pages) + 1)
    ]
    cover = [e.text for e in whole.pages[0].elements if isinstance(e, Text)]
    assert TITLE in cover
    assert "3 SOP" in " ".join(cover)
    assert not [text for text in cover if text.startswith("Halaman")]


def test_the_pdf_has_an_outline_and_links_in_its_contents(whole: Drawing) -> None:
    document = pypdfium2.PdfDocument(PDF.draw(whole)[0][1])
    outline = [(one.get_title(), one.get_dest().get_index()) for one in document.get_toc()]
    begins = [int(row[3]) - 1 for row in rows_of_contents(whole)]
    titles = [f"SOP {GOLD[name].title}" for name in NAMES]
    sops = list(zip(titles, begins, strict=True))
    assert outline == [(TITLE, 0), ("Daftar Isi", 1), *sops]
    links = [e.link for e in whole.pages[1].elements if isinstance(e, Text) and e.link]
    assert set(links) == {page + 1 for _, page in sops}


def test_letters_of_one_sop_have_nothing_to_do_with_those_of_another(whole: Drawing) -> None:
    for at in range(len(NAMES)):
        pages = tuple(page for page in whole.pages if page.sop == at)
        lines = [e for page in pages for e in page.elements if isinstance(e, Connector)]
        alone = [e for p in drawn(NAMES[at]).pages for e in p.elements if isinstance(e, Connector)]
        assert lines == alone


def test_a_book_reaches_word_and_excel(whole: Drawing) -> None:
    assert DOCX.draw(whole)[0][1]
    assert XLSX.draw(whole)[0][1]


def test_what_is_added_to_a_chapter_stays_with_it() -> None:
    drawing = book([CHAPTERS[1], Chapter(GOLD["004-23"], Additions(findings=()))], TITLE)
    annexed = [p.sop for p in drawing.pages for t in p.tables if t.part is Part.FINDINGS]
    assert annexed == [1]


def test_the_agency_of_a_book_is_what_all_have_in_common() -> None:
    assert common([("A", "B", "C"), (), ("A", "B", "D")]) == ("A", "B")
    assert common([(), ()]) == ()


def test_the_sop_that_does_not_fit_is_named() -> None:
    many = tuple(f"Pelaksana {i}" for i in range(30))
    wide = replace(GOLD["004-23"], title="Yang lebar", performers=many)
    with pytest.raises(DrawingError) as refused:
        book([CHAPTERS[1], Chapter(wide)], TITLE, paper("A4").portrait())
    assert refused.value.place == "Yang lebar"
