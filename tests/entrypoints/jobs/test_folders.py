"""The worker imports a folder document by document, and leaves none waiting for ever."""

import io
import os
from pathlib import Path

import pytest

from tatalaksana.apps.library.actions.cancel_folder import cancel_folder
from tatalaksana.apps.library.actions.receive_folder import receive_folder
from tatalaksana.apps.library.actions.remember_correction import remember_correction
from tatalaksana.apps.library.models import FolderDocument, Source, Version
from tatalaksana.apps.library.receiving import Intake
from tatalaksana.apps.office.models import Account, Holding
from tatalaksana.apps.shared import files
from tatalaksana.apps.shared.errors import Busy
from tatalaksana.apps.shared.retrying import busy
from tatalaksana.core.reading.apart import turn
from tatalaksana.core.reading.apart.limits import Limits
from tatalaksana.core.reading.understand.office_vocabulary import TermKind
from tatalaksana.entrypoints.jobs import folders
from tatalaksana.entrypoints.jobs.folders import import_waiting

KEEPER = "kasubag.lumajang"
LINES = (
    "Nama SOP\tSurat dari Folder",
    "No\tKegiatan\tPelaksana\t\tMutu Baku\t\t\t",
    "\t\tKsb TU\tKepala Bagian Umum\tKelengkapan\tWaktu\tOutput\tKet",
    "1\tMenyusun konsep surat\t□\t\tDisposisi\t1 jam\tKonsep surat\t",
    "2\tMenandatangani surat\t\t□\tKonsep surat\t1 hari\tSurat\t",
)
DOCUMENT = "\n".join(LINES).encode()


@pytest.fixture
def entry(office, person, now):
    """`entry(data)`: the document of a folder that waits."""
    there = office("LUMAJANG")

    def hand_in(data: bytes = DOCUMENT) -> FolderDocument:
        folder = receive_folder(
            person(KEEPER), unit=there.library_unit, name="SOP",
            documents=list(Intake().folder([("a.txt", io.BytesIO(data))])), now=now,
        )  # fmt: skip
        return FolderDocument.objects.get(folder=folder)

    return hand_in


def ended(document: FolderDocument, *, last: bool = False) -> FolderDocument:
    import_waiting(document.agency_id, document.pk, last=last)
    document.refresh_from_db()
    return document


def test_a_document_becomes_drafts_with_the_corrections_of_the_office(entry, person, now):
    remember_correction(person(KEEPER), kind=TermKind.ROLE, read="Ksb TU", means="Kasubbag TU",
                        now=now)  # fmt: skip
    done = ended(entry())
    assert done.state == "terbaca"
    version = Version.objects.get(source=done.source)
    assert version.content["performers"][0] == "Kasubbag TU"
    assert [one["source"] for one in version.evidence].count("correction") == 1


def test_a_document_without_a_table_is_refused_with_its_reason(entry):
    refused = ended(entry(b"Nota dinas tanpa tabel."))
    assert (refused.state, refused.code) == ("ditolak", "TL202")
    assert "tidak memuat tabel prosedur" in refused.reason
    assert "berkepala kolom" in refused.hint


def test_a_document_that_hangs_is_refused_and_the_next_is_read(entry, monkeypatch):
    limits = Limits(seconds=1, megabytes=300)
    monkeypatch.setattr(turn, "usual_limits", lambda: limits)
    hanging, next_one = entry(b"menggantung"), entry()
    path = files.path_of(hanging.sha256)
    path.unlink()
    os.mkfifo(path)
    try:
        assert ended(hanging).code == "TL203"
        assert ended(next_one).state == "terbaca"
    finally:
        path.unlink()


def test_a_file_that_is_gone_is_told(entry):
    waiting = entry(b"hilang dari disk")
    files.path_of(waiting.sha256).unlink()
    assert ended(waiting).code == "TL703"


def test_who_no_longer_keeps_procedures_imports_no_more(entry):
    waiting = entry()
    account = Account.objects.get(username=KEEPER)
    Holding.objects.filter(person__account=account).delete()
    refused = ended(waiting)
    assert (refused.state, refused.code) == ("ditolak", "TL601")


def test_a_cancelled_document_is_not_even_read(entry, person, now):
    waiting = entry()
    cancel_folder(person(KEEPER), folder=waiting.folder_id, now=now)
    before = Source.objects.count()
    assert ended(waiting).state == "batal"
    assert Source.objects.count() == before


def test_a_fault_of_the_server_is_tried_again_and_at_last_told(entry, monkeypatch):
    def broken(*_args: object, **_kwargs: object) -> None:
        raise ConnectionError("disk gone")

    monkeypatch.setattr(folders, "import_folder_document", broken)
    waiting = entry()
    with pytest.raises(ConnectionError):
        ended(waiting)
    waiting.refresh_from_db()
    assert waiting.state == "menunggu"
    with pytest.raises(ConnectionError):
        ended(waiting, last=True)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.code) == ("ditolak", "TL205")


def test_a_busy_database_is_tried_again_and_at_last_told(entry, monkeypatch):
    def crowded(*_args: object, **_kwargs: object) -> None:
        raise busy()

    monkeypatch.setattr(folders, "import_folder_document", crowded)
    waiting = entry()
    with pytest.raises(Busy):
        ended(waiting)
    waiting.refresh_from_db()
    assert waiting.state == "menunggu"
    refused = ended(waiting, last=True)
    assert (refused.state, refused.code) == ("ditolak", "TL605")


def test_two_documents_of_one_title_are_two_versions(entry):
    one, other = ended(entry()), ended(entry(DOCUMENT + b"\n"))
    numbers = Version.objects.filter(source__in=[one.source, other.source])
    assert sorted(numbers.values_list("number", flat=True)) == [1, 2]


def test_nothing_of_a_document_lies_outside_the_store(entry, settings):
    waiting = entry()
    assert files.path_of(waiting.sha256).is_relative_to(Path(settings.DATA_FOLDER))
