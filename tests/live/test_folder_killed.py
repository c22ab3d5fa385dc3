"""Killed in the middle of a folder, the office imports the rest, and no document twice."""

from __future__ import annotations

import io
import re
import time
import urllib.request
import uuid
import zipfile

from tests.live.client import Client
from tests.live.office import rows
from tests.live.server import Demo
from tests.live.test_killed import kill_everything

DOCUMENTS, KILLS = 60, 2
TABLE = (
    "No\tKegiatan\tPelaksana\t\tMutu Baku\t\t\t\n"
    "\t\tKasubag\tKabag\tKelengkapan\tWaktu\tOutput\tKet\n"
    "1\tMenyusun konsep\t□\t\tDisposisi\t1 jam\tKonsep\t\n"
    "2\tMenandatangani surat\t\t□\tKonsep\t1 hari\tSurat\t\n"
)
LONGEST = 240  #: seconds until a stopped worker's jobs are taken up and done
GIVEN = """select p.title, count(*) from library_version v
    join library_procedure p on p.id = v.procedure_id
    where starts_with(p.title, 'Urusan Nomor') group by p.title"""
STATES = "select state, count(*) from library_folderdocument group by state"


def archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for number in range(DOCUMENTS):
            target.writestr(f"{number}.txt", f"Nama SOP\tUrusan Nomor {number}\n{TABLE}")
    return packed.getvalue()


def hand_in(client: Client, unit: str) -> str:
    """Send the archive as a browser does; return the page of the folder."""
    path, border = "/sop/impor/folder/", uuid.uuid4().hex
    parts = b""
    for name, value in (client.form(path) | {"unit": unit, "paths": ""}).items():
        parts += f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        parts += f"{value}\r\n".encode()
    parts += (
        f'--{border}\r\nContent-Disposition: form-data; name="documents"; filename="sop.zip"\r\n'
        "Content-Type: application/zip\r\n\r\n"
    ).encode()
    parts += archive() + f"\r\n--{border}--\r\n".encode()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(client.jar))
    request = urllib.request.Request(client.url + path, data=parts)
    request.add_header("Content-Type", f"multipart/form-data; boundary={border}")
    request.add_header("Referer", client.url + path)
    with opener.open(request, timeout=60) as answer:
        return str(answer.url).removeprefix(client.url)


def ended(client: Client, page: str) -> int:
    """How many documents have ended, by the page."""
    found = re.search(r'<progress max="\d+" value="(\d+)"', client.open(page)[1])
    assert found
    return int(found[1])


def wait_until(client: Client, page: str, count: int) -> None:
    end = time.monotonic() + LONGEST
    while ended(client, page) < count:
        assert time.monotonic() < end, f"{ended(client, page)} of {count}"
        time.sleep(0.2)


def test_a_folder_goes_on_where_the_office_was_killed_and_nothing_is_imported_twice(demo: Demo):
    client = Client(demo.url).sign_in("kasubag.lumajang", demo.password)
    unit = re.search(r'<option value="(\d+)">', client.open("/sop/impor/folder/")[1])
    assert unit
    page = hand_in(client, unit[1])
    for kill in range(KILLS):
        wait_until(client, page, min(DOCUMENTS - 10, ended(client, page) + 5 + 5 * kill))
        kill_everything(demo)
        demo.start()
    wait_until(client, page, DOCUMENTS)
    assert "Selesai." in client.open(page)[1]
    assert dict(rows(demo.folder, STATES)) == {"terbaca": DOCUMENTS}
    given = rows(demo.folder, GIVEN)
    assert sorted(count for _, count in given) == [1] * DOCUMENTS
