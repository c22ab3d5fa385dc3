"""A document imported alone is read within the limits too; a refused one leaves nothing."""

import os

import pytest

from tatalaksana.apps.library.actions.import_document import import_document
from tatalaksana.apps.library.models import Source
from tatalaksana.core.base.errors import ReaderStopped, TooMuchMemory, TooSlow
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens.pdf import draw
from tatalaksana.core.reading.apart import turn
from tatalaksana.core.reading.apart.desk import Desk
from tatalaksana.core.reading.apart.limits import Limits
from tatalaksana.core.reading.scan import needs
from tests.files.round_trip import bundled


@pytest.fixture
def bring(office, person, now):
    there = office("LUMAJANG")

    def bring_in(data: bytes):
        keeper = person("kasubag.lumajang")
        return import_document(keeper, unit=there.library_unit, name="a.txt", data=data, now=now)

    return bring_in


def test_a_document_that_swells_is_refused_and_nothing_is_kept(bring, monkeypatch, settings):
    settings.UPLOAD_LIMIT = 200 * 1024 * 1024  # what is this large here would swell to it there
    monkeypatch.setattr(turn, "IDLE", type(turn.IDLE)())
    monkeypatch.setattr(turn, "usual_limits", lambda: Limits(seconds=20, megabytes=100))
    before = Source.objects.count()
    with pytest.raises(TooMuchMemory, match="100 MB"):
        bring(b"x" * 150 * 1024 * 1024)
    assert Source.objects.count() == before


@pytest.mark.skipif(bool(needs.lacking()) and "CI" not in os.environ, reason=needs.lacking())
def test_a_scan_that_takes_too_long_is_sent_to_where_nobody_waits(bring, monkeypatch):
    from tests.files.scanned import Scanner, scanned, tiff

    drawn = draw(arrange(bundled()["001-01"]))[0][1]
    monkeypatch.setattr(turn, "IDLE", type(turn.IDLE)())
    monkeypatch.setattr(turn, "usual_limits", lambda: Limits(seconds=1, megabytes=300))
    with pytest.raises(TooSlow, match="dalam 1 detik") as refused:
        bring(tiff(scanned(drawn, Scanner()) * 4, 300))
    assert "Impor satu folder" in refused.value.hint


def test_a_machine_that_starts_no_process_is_told_and_nothing_is_kept(bring, monkeypatch):
    def none(_desk: Desk) -> None:
        raise ChildProcessError("no reading process came up")

    monkeypatch.setattr(turn, "IDLE", type(turn.IDLE)())
    monkeypatch.setattr(Desk, "start", none)
    with pytest.raises(ReaderStopped, match="tidak dapat dijalankan"):
        bring(b"Nota")
