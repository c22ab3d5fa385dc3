"""Word documents whose flow is a picture pasted over the performers."""

from __future__ import annotations

import pytest

from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.scan.needs import lacking
from tests.core.reading.wordfiles import EMU, HEADER, document, p, tbl, tc, tr
from tests.files.pictured import pictured
from tests.files.sheetparts import parts_of, zipped_parts

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = ("Staf", "Kasubbag", "Kabag")
TALL = (90, 30, 60)  # points of the three rows of steps: not as in the picture
eye = pytest.mark.skipif(bool(lacking()), reason=f"pictures cannot be read: {lacking()}")
SIZE = f'cx="{180 * EMU}" cy="{180 * EMU}"'
BLIP = (
    f'<a:graphic><a:graphicData uri="p"><pic:pic><pic:blipFill><a:blip xmlns:r="{OFFICE}" '
    'r:embed="rId7"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>'
)
INLINE = f"<w:r><w:drawing><wp:inline><wp:extent {SIZE}/>{BLIP}</wp:inline></w:drawing></w:r>"
FLOATING = (
    '<w:r><w:drawing><wp:anchor layoutInCell="1"><wp:simplePos x="0" y="0"/><wp:positionH '
    'relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV '
    'relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    f"<wp:extent {SIZE}/><wp:wrapNone/>{BLIP}</wp:anchor></w:drawing></w:r>"
)


def row(no: int, *performers: str) -> str:
    told = (tc("Berkas"), tc("10 menit"), tc(f"Hasil {no}"), tc())
    return tr(tc(str(no)), tc(f"Langkah {no}"), *performers, *told, height=TALL[no - 1])


def with_picture(data: bytes, *, floating: bool) -> Procedure:
    """Three steps with one picture over their performers: in their merged cell, or afloat."""
    if floating:
        rows = [row(1, tc(p(FLOATING)), tc(), tc()), row(2, tc(), tc(), tc())]
        rows += [row(3, tc(), tc(), tc())]
    else:
        rows = [row(1, tc(p(INLINE), span=3, merge="start"))]
        rows += [row(no, tc(span=3, merge="on")) for no in (2, 3)]
    parts = parts_of(document(tbl(*HEADER, *rows)))
    parts["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId7" Type="{OFFICE}/image" Target="media/image1.png"/>'
        "</Relationships>"
    ).encode()
    parts["word/media/image1.png"] = data
    (found,) = read(zipped_parts(parts), "gambar.docx")
    return found.procedure


@eye
@pytest.mark.parametrize("floating", [False, True])
def test_each_level_of_a_pasted_flow_is_its_row_however_high_word_makes_it(floating):
    doers = (0, 2, 1)
    found = with_picture(pictured(doers, 3), floating=floating)
    assert [one.performers for one in found.steps] == [(NAMES[k],) for k in doers]
    assert found.steps[2].decision is not None


@eye
def test_a_pasted_flow_with_other_levels_than_rows_tells_nothing():
    found = with_picture(pictured((0, 2, 1, 0), 3), floating=False)
    assert [one.decision for one in found.steps] == [None] * 3
