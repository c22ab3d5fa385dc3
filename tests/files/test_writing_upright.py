"""On upright paper, with small symbols and upright names, a document still tells all it says."""

import pytest

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.paper import paper
from tatalaksana.core.drawing.pen import Pen
from tatalaksana.core.drawing.pens.docx import PEN as DOCX
from tatalaksana.core.drawing.pens.pdf import PEN as PDF
from tatalaksana.core.drawing.pens.xlsx import PEN as XLSX
from tatalaksana.core.procedure.model import Procedure
from tests.core.drawing.hard_procedures import TWENTY
from tests.files.round_trip import bundled, came_back

UPRIGHT = paper("A4").portrait()
#: seven performers with six decisions; a meeting and times in days; decisions in wide columns
CHOSEN = [bundled()[name] for name in ("001-01", "003-01", "004-14")]


@pytest.mark.parametrize("pen", [PDF, DOCX, XLSX], ids=lambda pen: pen.name)
@pytest.mark.parametrize("meant", [*CHOSEN, TWENTY], ids=lambda one: one.title[:20])
def test_a_document_drawn_upright_is_read_back(meant: Procedure, pen: Pen) -> None:
    came_back(pen.draw(arrange(meant, UPRIGHT))[0][1], meant)
