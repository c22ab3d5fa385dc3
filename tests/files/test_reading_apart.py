"""A document that hangs, swells or kills its reader is refused, and the others are read."""

import json
import os
import signal
import tempfile
import time
from multiprocessing import Pipe
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from tatalaksana.core.base.errors import (
    ReaderStopped,
    ReadingError,
    SettingError,
    TooMuchMemory,
    TooSlow,
    UnknownFormat,
)
from tatalaksana.core.reading.apart.desk import Desk, Document, refusal_from
from tatalaksana.core.reading.apart.folder import read_apart
from tatalaksana.core.reading.apart.limits import Limits, usual_limits
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import plain_reading

SEEDS = sorted((Path(__file__).parents[2] / "data/seeds").glob("*.txt"))
SHORT = Limits(seconds=1, megabytes=100)


def documents(*paths: Path) -> list[Document]:
    return [Document(path, path.name) for path in paths]


@pytest.fixture
def hanging(tmp_path: Path) -> Path:
    """A file whose end never comes."""
    path = tmp_path / "menggantung.txt"
    os.mkfifo(path)
    return path


@pytest.fixture
def swollen(tmp_path: Path) -> Path:
    """A file larger than all the memory its reader may have."""
    path = tmp_path / "bengkak.txt"
    with path.open("wb") as target:
        target.truncate(150 * 1024 * 1024)
    return path


def test_a_document_is_an_hour_nobody_waits_and_a_machine_nobody_has():
    """Issue: 30 seconds and 300 MB as delivered."""
    assert (usual_limits().seconds, usual_limits().megabytes) == (30, 300)


@pytest.mark.parametrize("limits", [{"seconds": 0.5}, {"megabytes": 50}])
def test_limits_in_which_nothing_can_be_read_are_refused(limits):
    with pytest.raises(SettingError, match="kurang dari"):
        Limits(**{"seconds": 30, "megabytes": 300} | limits)


def test_apart_is_read_what_is_read_here():
    outcomes = list(read_apart(documents(*SEEDS), processes=2, limits=usual_limits()))
    assert sorted(one.document.name for one in outcomes) == [path.name for path in SEEDS]
    for one in outcomes:
        here = read(one.document.path.read_bytes(), one.document.name)
        assert list(one.readings) == [plain_reading(reading) for reading in here]
        assert one.refusal is None


def test_one_that_hangs_one_that_swells_and_one_of_no_known_kind_stop_no_other(
    hanging, swollen, tmp_path
):
    picture = tmp_path / "gambar.bin"
    picture.write_bytes(b"\x00\x01\x02" * 100)
    gone = tmp_path / "hilang.txt"
    given = documents(hanging, swollen, picture, gone, *SEEDS)
    found = {one.document.name: one for one in read_apart(given, processes=2, limits=SHORT)}
    assert len(found) == len(given)
    assert isinstance(found["menggantung.txt"].refusal, TooSlow)
    assert isinstance(found["bengkak.txt"].refusal, TooMuchMemory)
    assert isinstance(found["gambar.bin"].refusal, UnknownFormat)
    assert isinstance(found["hilang.txt"].refusal, ReadingError)
    assert all(found[path.name].readings for path in SEEDS)


def test_a_reader_that_is_killed_costs_its_document_only(hanging):
    desk = Desk(Limits(seconds=20, megabytes=100))
    try:
        desk.give(Document(hanging, hanging.name))
        assert desk.process
        os.kill(desk.process.pid, signal.SIGKILL)
        wait(desk.awaited(), 10)
        outcome = desk.look()
        assert outcome
        assert isinstance(outcome.refusal, ReaderStopped)
        assert desk.read(documents(SEEDS[0])[0]).readings
    finally:
        desk.close()


def test_a_document_of_many_pictures_has_time_by_their_number():
    limits = Limits(seconds=30, megabytes=300)
    assert [limits.seconds_for(pages) for pages in (0, 1, 2, 10, 20, 9_999)] == [
        30, 30, 60, 300, 600, 600,
    ]  # fmt: skip
    assert Limits(seconds=900, megabytes=300).seconds_for(20) == 900  # who asks for more gets it


@pytest.mark.parametrize(("waited_for", "seconds"), [(False, 120), (True, 1)])
def test_the_pages_a_process_tells_of_move_the_end_but_not_while_a_person_waits(
    hanging, waited_for, seconds
):
    desk = Desk(Limits(seconds=1, megabytes=100))
    try:
        desk.give(Document(hanging, hanging.name, waited_for=waited_for))
        ours, theirs = Pipe()
        desk.connection.close()
        desk.connection = ours
        theirs.send_bytes(json.dumps({"pages": [1, 4]}).encode())
        assert desk.look() is None
        assert desk.looked_at == (1, 4)
        assert desk.until - desk.begun == pytest.approx(seconds)
    finally:
        desk.close()


@pytest.mark.parametrize("kind", [TooSlow, TooMuchMemory, ReaderStopped, ReadingError])
def test_a_refusal_keeps_its_code_on_the_way_out_of_the_process(kind):
    told = {"code": kind.code, "message": "Berhenti.", "hint": "", "place": ""}
    assert type(refusal_from({"refused": told})) is kind


def test_who_stops_early_leaves_no_process_behind(hanging):
    reading = read_apart(documents(SEEDS[0], hanging), processes=2, limits=usual_limits())
    assert next(reading).readings
    since = time.monotonic()
    children = set(Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split())
    reading.close()
    left = set(Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split())
    assert len(children - left) == 2
    assert time.monotonic() - since < 5


@pytest.mark.parametrize("ends", [signal.SIGKILL, None])
def test_no_picture_of_a_document_stays_in_the_temporary_folder(ends, tmp_path, monkeypatch):
    """Its reader may be killed while tesseract looks at a page that it wrote there."""
    elsewhere = tmp_path / "sementara"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    desk = Desk(usual_limits())
    assert desk.read(documents(SEEDS[0])[0]).readings
    (folder,) = elsewhere.iterdir()
    assert f"TMPDIR={folder}".encode() in Path(f"/proc/{desk.process.pid}/environ").read_bytes()
    (folder / "0.pgm").write_bytes(b"P5")
    if ends:
        os.kill(desk.process.pid, ends)
    desk.close()
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("yielding", [True, False])
def test_a_folder_yields_on_the_processor_and_a_document_somebody_waits_for_does_not(yielding):
    desk = Desk(usual_limits(), yielding=yielding)
    try:
        assert desk.read(documents(SEEDS[0])[0]).readings
        assert desk.process
        own = os.getpriority(os.PRIO_PROCESS, 0)
        assert (os.getpriority(os.PRIO_PROCESS, desk.process.pid) > own) == yielding
    finally:
        desk.close()


def test_a_reading_process_knows_no_secret_of_its_parent(monkeypatch, hanging):
    monkeypatch.setenv("SECRET_KEY", "jangan-terbaca")
    desk = Desk(usual_limits())
    try:
        desk.give(Document(hanging, hanging.name))
        assert desk.process
        known = Path(f"/proc/{desk.process.pid}/environ").read_bytes()
        assert b"jangan-terbaca" not in known
    finally:
        desk.close()
