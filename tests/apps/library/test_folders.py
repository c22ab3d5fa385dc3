"""A folder is taken in within bounds, and each of its documents ends once."""

import io
import struct
import zipfile
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.apps.library import receiving
from tatalaksana.apps.library.actions.cancel_folder import cancel_folder
from tatalaksana.apps.library.actions.import_document import import_document
from tatalaksana.apps.library.actions.import_folder_document import import_folder_document
from tatalaksana.apps.library.actions.receive_folder import receive_folder
from tatalaksana.apps.library.actions.refuse_folder_document import refuse_folder_document
from tatalaksana.apps.library.folders import folder_of, folders_of, progress_of, room_of, rows_of
from tatalaksana.apps.library.models import Folder, FolderDocument, Source, Version
from tatalaksana.apps.library.receiving import (
    MEGABYTE,
    Intake,
    Received,
    bounds,
    is_beside,
    shown_name,
)
from tatalaksana.apps.shared.errors import Invalid, NotFound, NotYours
from tatalaksana.core.base.errors import NoProcedure
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import plain_reading
from tests.bundled import SEEDS

KEEPER, CLERK, STRANGER = "kasubag.lumajang", "umum.lumajang", "kasubag.tangerang"
DOCUMENT = next(SEEDS.glob("003_*")).read_bytes()
BROKEN = b"Nota dinas tanpa tabel."


def taken(*files: tuple[str, bytes]) -> list[Received]:
    return list(Intake().folder((name, io.BytesIO(data)) for name, data in files))


def archive(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as target:
        for name, data in files:
            target.writestr(name, data)
    return packed.getvalue()


def readings_of(data: bytes) -> list[dict[str, object]]:
    return [plain_reading(one) for one in read(data, "a.txt")]


@pytest.fixture
def lumajang(office):
    return office("LUMAJANG")


@pytest.fixture
def receive(lumajang, person, now):
    """`receive(("a.txt", b"…"))`: the folder as the keeper hands it in."""

    def hand_in(*files: tuple[str, bytes]) -> Folder:
        return receive_folder(
            person(KEEPER), unit=lumajang.library_unit, name="SOP 2026",
            documents=taken(*files), now=now,
        )  # fmt: skip

    return hand_in


def states(folder: Folder) -> dict[str, str]:
    return dict(FolderDocument.objects.filter(folder=folder).values_list("name", "state"))


def test_what_waits_gets_a_job_in_the_same_transaction(receive):
    from procrastinate.contrib.django.models import ProcrastinateJob

    folder = receive(("a.txt", DOCUMENT), ("b.txt", BROKEN))
    jobs = ProcrastinateJob.objects.filter(task_name="import_folder_document")
    wanted = set(FolderDocument.objects.filter(folder=folder).values_list("pk", flat=True))
    assert {job.args["document"] for job in jobs} == wanted
    assert all(job.priority < 0 for job in jobs)


def test_an_empty_file_a_twin_and_one_known_before_are_not_imported(receive, lumajang, person, now):
    import_document(
        person(KEEPER), unit=lumajang.library_unit, name="dulu.txt", data=DOCUMENT, now=now
    )
    folder = receive(
        ("kosong.txt", b""), ("dulu lagi.txt", DOCUMENT), ("a.txt", BROKEN), ("b.txt", BROKEN)
    )
    assert states(folder) == {
        "kosong.txt": "ditolak", "dulu lagi.txt": "dikenal", "a.txt": "menunggu", "b.txt": "kembar",
    }  # fmt: skip
    known = FolderDocument.objects.get(folder=folder, state="dikenal")
    assert known.source.name == "dulu.txt"
    assert FolderDocument.objects.get(folder=folder, state="kembar").reason == "a.txt"
    assert FolderDocument.objects.get(folder=folder, state="ditolak").code == "TL702"


def test_what_is_known_of_a_folder_is_asked_in_one_question(lumajang, person, now):
    documents = taken(*((f"{n}.txt", b"isi %d" % n) for n in range(30)))
    with CaptureQueriesContext(connection) as asked:
        receive_folder(
            person(KEEPER), unit=lumajang.library_unit, name="SOP", documents=documents, now=now
        )
    of_sources = [one for one in asked if 'FROM "library_source"' in one["sql"]]
    assert len(of_sources) == 1


def test_a_document_is_imported_once_however_often_its_job_runs(receive, person, now):
    folder = receive(("a.txt", DOCUMENT))
    (entry,) = FolderDocument.objects.filter(folder=folder)
    keeper, readings = person(KEEPER), readings_of(DOCUMENT)
    before = Version.objects.count()
    first = import_folder_document(keeper, document=entry.pk, readings=readings, now=now)
    assert first.state == "terbaca"
    assert import_folder_document(keeper, document=entry.pk, readings=readings, now=now) is None
    assert Version.objects.count() == before + len(readings)
    assert Source.objects.get(pk=first.source_id).name == "a.txt"


def test_a_document_imported_meanwhile_by_another_folder_is_recognised(receive, person, now):
    one, other = receive(("a.txt", DOCUMENT)), receive(("b.txt", DOCUMENT))
    keeper, readings = person(KEEPER), readings_of(DOCUMENT)
    for folder in (one, other):
        (entry,) = FolderDocument.objects.filter(folder=folder)
        import_folder_document(keeper, document=entry.pk, readings=readings, now=now)
    assert states(one) == {"a.txt": "terbaca"}
    assert states(other) == {"b.txt": "dikenal"}


def test_cancelling_ends_what_waits_and_a_late_job_keeps_nothing(receive, person, now):
    folder = receive(("a.txt", DOCUMENT), ("b.txt", BROKEN))
    keeper = person(KEEPER)
    done, late = FolderDocument.objects.filter(folder=folder).order_by("name")
    import_folder_document(keeper, document=done.pk, readings=readings_of(DOCUMENT), now=now)
    cancel_folder(keeper, folder=folder.pk, now=now)
    assert states(folder) == {"a.txt": "terbaca", "b.txt": "batal"}
    refusal = NoProcedure("Tidak ada tabel.")
    assert refuse_folder_document(folder.agency_id, document=late.pk, refusal=refusal, now=now) is (
        None
    )
    with pytest.raises(Invalid, match="sudah selesai"):
        cancel_folder(keeper, folder=folder.pk, now=now)
    assert progress_of(folder_of(folder.agency_id, folder.pk)).cancelled


def test_the_database_lets_no_document_end_twice(receive, person, now):
    folder = receive(("a.txt", BROKEN))
    (entry,) = FolderDocument.objects.filter(folder=folder)
    refuse_folder_document(
        folder.agency_id, document=entry.pk, refusal=NoProcedure("Tidak ada."), now=now
    )
    with pytest.raises(DatabaseError, match="ends once"), transaction.atomic():
        FolderDocument.objects.filter(pk=entry.pk).update(state="menunggu")


def test_the_list_begins_with_the_heaviest_doubts_and_the_refused_follow(receive, person, now):
    seeds = sorted(SEEDS.glob("*.txt"))
    folder = receive(("nota.txt", BROKEN), *((one.name, one.read_bytes()) for one in seeds))
    keeper = person(KEEPER)
    Source.objects.all().update(sha256="x")  # the cast imported the same documents
    FolderDocument.objects.filter(folder=folder, state="dikenal").delete()
    for number, entry in enumerate(FolderDocument.objects.filter(folder=folder)):
        moment = now + timedelta(seconds=number + 1)
        if entry.name == "nota.txt":
            refusal = NoProcedure("Tidak ada tabel.", hint="Periksa.")
            refuse_folder_document(folder.agency_id, document=entry.pk, refusal=refusal, now=moment)
        else:
            data = next(SEEDS.glob(entry.name)).read_bytes()
            import_folder_document(
                keeper, document=entry.pk, readings=readings_of(data), now=moment
            )
    rows = rows_of(folder)
    weights = [row.weight for row in rows if row.versions]
    assert weights == sorted(weights, reverse=True)
    assert rows[-1].document.name == "nota.txt"
    assert rows[-1].document.reason == "Tidak ada tabel."


def test_only_keepers_hand_in_and_no_other_agency_sees_it(receive, lumajang, office, person, now):
    folder = receive(("a.txt", DOCUMENT))
    for deed in (
        lambda: receive_folder(
            person(CLERK), unit=lumajang.library_unit, name="x", documents=taken(("a", b"x")),
            now=now,
        ),
        lambda: cancel_folder(person(CLERK), folder=folder.pk, now=now),
    ):  # fmt: skip
        with pytest.raises(NotYours):
            deed()
    there = office("TANGERANG")
    assert not folders_of(there.agency).exists()
    assert not FolderDocument.objects.exists()
    with pytest.raises(NotFound):
        folder_of(there.agency, folder.pk)
    with pytest.raises(NotFound):
        receive_folder(
            person(STRANGER), unit=lumajang.library_unit, name="x",
            documents=taken(("a", b"x")), now=now,
        )  # fmt: skip


def small(**values: int) -> receiving.Bounds:
    usual = bounds()
    names = ("documents", "megabytes", "archive_entries", "waiting", "megabytes_a_day",
             "spare_megabytes")  # fmt: skip
    return receiving.Bounds(**{name: getattr(usual, name) for name in names} | values)


def test_too_many_waiting_and_too_much_in_a_day_are_refused(receive, monkeypatch):
    monkeypatch.setattr(receiving, "bounds", lambda: small(waiting=1))
    with pytest.raises(Invalid, match="menunggu dibaca"):
        receive(("a.txt", DOCUMENT), ("b.txt", BROKEN))
    monkeypatch.setattr(receiving, "bounds", lambda: small(megabytes_a_day=0))
    with pytest.raises(Invalid, match="24 jam"):
        receive(("a.txt", DOCUMENT))
    assert not Folder.objects.exists()


@pytest.mark.parametrize("bound", [{"waiting": 2}, {"megabytes_a_day": 1}])
def test_what_has_no_room_in_the_agency_is_not_even_stored(
    bound, receive, monkeypatch, tmp_path, settings
):
    folder = receive(("a.txt", DOCUMENT), ("b.txt", bytes(MEGABYTE - 50)))
    settings.DATA_FOLDER = tmp_path
    monkeypatch.setattr(receiving, "bounds", lambda: small(**bound))
    intake = Intake(room_of(folder.agency_id, folder.received_at))
    with pytest.raises(Invalid, match=r"menunggu dibaca|24 jam"):
        list(intake.folder([("c.txt", io.BytesIO(b"isi lain" * 100))]))
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]


def test_a_folder_without_a_document_is_refused(receive):
    with pytest.raises(Invalid, match="tidak memuat dokumen"):
        receive((".DS_Store", b"x"), ("~$a.docx", b"x"))


def test_an_archive_is_unpacked_with_the_names_of_its_folders():
    found = taken(("sop.zip", archive(("biro/umum/a.txt", DOCUMENT), ("b.txt", BROKEN))))
    assert [one.name for one in found] == ["sop.zip/biro/umum/a.txt", "sop.zip/b.txt"]
    assert all(one.sha256 and one.refusal is None for one in found)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini", "a/../../b", "a\x00\nb"]
)
def test_a_name_that_leads_out_of_the_archive_is_only_shown(name, tmp_path, settings):
    settings.DATA_FOLDER = tmp_path
    (one,) = taken(("sop.zip", archive((name, DOCUMENT))))
    assert ".." not in one.name.split("/")
    assert "\n" not in one.name
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in files] == [one.sha256]


def test_a_bomb_of_a_file_is_refused_and_the_next_file_is_taken(settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    bomb = archive(("bom.txt", bytes(3 * 1024 * 1024)), ("b.txt", BROKEN))
    assert len(bomb) < 10_000
    first, second = taken(("sop.zip", bomb))
    assert first.refusal.code == "TL701"
    assert not first.sha256
    assert second.refusal is None


def test_many_bombs_together_are_stopped_at_the_bound_of_the_folder(monkeypatch):
    monkeypatch.setattr(receiving, "bounds", lambda: small(megabytes=2))
    bombs = archive(*((f"{n}.txt", bytes(1024 * 1024)) for n in range(4)))
    with pytest.raises(Invalid, match="lebih dari 2 MB"):
        taken(("sop.zip", bombs))


def test_too_many_documents_are_refused(monkeypatch):
    monkeypatch.setattr(receiving, "bounds", lambda: small(documents=3))
    with pytest.raises(Invalid, match="Lebih dari 3 dokumen"):
        taken(("sop.zip", archive(*((f"{n}.txt", b"x") for n in range(4)))))


def test_an_archive_that_lists_a_million_names_is_refused_before_it_is_read():
    lying = bytearray(archive(("a.txt", b"x")))
    at = lying.rfind(b"PK\x05\x06")
    struct.pack_into("<H", lying, at + 10, 65_535)
    (one,) = taken(("sop.zip", bytes(lying)))
    assert "nama" in one.refusal.message
    struct.pack_into("<HI", lying, at + 10, 1, 900_000_000)
    (one,) = taken(("sop.zip", bytes(lying)))
    assert "nama" in one.refusal.message


def test_an_archive_whose_end_record_is_not_the_one_that_counts_is_refused():
    """With a ZIP64 locator before it the library reads another one, which may list anything."""
    whole = archive(("a.txt", b"x"))
    at = whole.rfind(b"PK\x05\x06")
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 47, 900_000_000)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    first, second = taken(
        ("sop.zip", whole[:at] + record + locator + whole[at:]), ("b.txt", BROKEN)
    )
    assert "ZIP64" in first.refusal.message
    assert second.refusal is None


@pytest.mark.parametrize(
    ("method", "noise"),
    [(zipfile.ZIP_DEFLATED, b"\xff" * 9), (zipfile.ZIP_BZIP2, b"\xff" * 9),
     (zipfile.ZIP_LZMA, b"\xff" * 9), (zipfile.ZIP_LZMA, b"\x09\x04\x02\x00\x00\x00")],
)  # fmt: skip
def test_a_packed_file_that_does_not_unpack_is_refused_alone(method, noise):
    whole = bytearray(archive(("a.txt", DOCUMENT), ("b.txt", BROKEN), method=method))
    whole[35 : 35 + len(noise)] = noise  # 30 bytes of header, then the name
    first, second = taken(("sop.zip", bytes(whole)))
    assert (first.name, first.refusal.code) == ("sop.zip/a.txt", "TL200")
    assert second.refusal is None


@pytest.mark.parametrize("data", [b"PK\x03\x04 rusak", b"", b"PK\x05\x06" + bytes(18)])
def test_a_broken_or_empty_archive_is_refused_alone(data):
    found = taken(("sop.zip", data), ("b.txt", BROKEN))
    assert found[0].refusal is not None
    assert found[-1].refusal is None


def test_an_encrypted_document_is_told(tmp_path):
    locked = bytearray(archive(("a.txt", DOCUMENT), method=zipfile.ZIP_STORED))
    locked[6] |= 1
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    (one,) = taken(("sop.zip", bytes(locked)))
    assert "kata sandi" in one.refusal.message


@given(st.binary(max_size=300), st.integers(0, 200))
def test_an_archive_with_any_bytes_changed_never_breaks(tmp_path_factory, noise, at):
    whole = bytearray(archive(("a.txt", BROKEN), ("b.txt", b"x" * 50)))
    at = min(at, len(whole))
    whole[at : at + len(noise)] = noise
    for one in taken(("sop.zip", bytes(whole))):
        assert one.refusal or one.sha256


@given(st.text(max_size=400))
def test_any_name_is_shown_on_one_line_without_steps_upwards(name):
    shown = shown_name(name)
    assert 0 < len(shown) <= 300
    assert "\n" not in shown
    assert ".." not in shown.split("/")


@pytest.mark.parametrize(
    ("name", "beside"),
    [("Thumbs.db", True), ("a/.git/x.txt", True), ("__MACOSX/a.docx", True), ("~$a.docx", True),
     ("SOP .docx", False), ("a.b/c.pdf", False)],
)  # fmt: skip
def test_what_systems_leave_beside_documents_is_passed_over(name, beside):
    assert is_beside(name) is beside
