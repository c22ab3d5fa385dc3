"""A document imported alone is read within the limits too; a refused one leaves nothing."""

import pytest

from tatalaksana.apps.library.actions.import_document import import_document
from tatalaksana.apps.library.models import Source
from tatalaksana.core.base.errors import ReaderStopped, TooMuchMemory
from tatalaksana.core.reading.apart import turn
from tatalaksana.core.reading.apart.desk import Desk
from tatalaksana.core.reading.apart.limits import Limits


@pytest.fixture
def bring(office, person, now):
    there = office("LUMAJANG")

    def bring_in(data: bytes):
        keeper = person("kasubag.lumajang")
        return import_document(keeper, unit=there.library_unit, name="a.txt", data=data, now=now)

    return bring_in


def test_a_document_that_swells_is_refused_and_nothing_is_kept(bring, monkeypatch):
    monkeypatch.setattr(turn, "IDLE", type(turn.IDLE)())
    monkeypatch.setattr(turn, "usual_limits", lambda: Limits(seconds=20, megabytes=100))
    before = Source.objects.count()
    with pytest.raises(TooMuchMemory, match="100 MB"):
        bring(b"x" * 150 * 1024 * 1024)
    assert Source.objects.count() == before


def test_a_machine_that_starts_no_process_is_told_and_nothing_is_kept(bring, monkeypatch):
    def none(_desk: Desk) -> None:
        raise ChildProcessError("no reading process came up")

    monkeypatch.setattr(turn, "IDLE", type(turn.IDLE)())
    monkeypatch.setattr(Desk, "start", none)
    with pytest.raises(ReaderStopped, match="tidak dapat dijalankan"):
        bring(b"Nota")
