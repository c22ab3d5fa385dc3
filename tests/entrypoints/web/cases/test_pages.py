"""Who sees which page, and what holds for every page."""

import itertools
import re
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tatalaksana.apps.cases.models import Case
from tatalaksana.apps.shared.agency import acting_for
from tests.entrypoints.web.conftest import answer

HEAVIEST = 150_000  #: bytes of a page; offices have weak networks


def addresses(letter):
    return (f"/tugas/{letter.task.pk}/", letter.address)


def test_the_holder_and_a_colleague_of_the_procedure_read_case_and_task(at_desk, letter):
    for username in (letter.first, letter.second, letter.colleague):
        for address in addresses(letter):
            assert at_desk(username).get(address).status_code == 200


def test_another_agency_finds_nothing_not_even_a_hint(at_desk, letter):
    stranger = at_desk(letter.stranger)
    for address in addresses(letter):
        response = stranger.get(address)
        assert response.status_code == 404
        assert "Undangan rapat" not in response.content.decode()
    assert answer(stranger, letter.task.pk, "finish").status_code == 404
    assert stranger.get(f"/berkas/mulai/{letter.version}/").status_code == 404
    assert "Undangan rapat" not in stranger.get("/berkas/").content.decode()


def test_nobody_sees_anything_before_signing_in(db, letter):
    for address in ("/", "/berkas/", "/berkas/mulai/", "/lainnya/", *addresses(letter)):
        response = Client().get(address)
        assert response.status_code == 302
        assert response.url.startswith("/masuk/?next=")


def test_each_counter_of_the_inbox_opens_exactly_that_list(at_desk, letter):
    client = at_desk(letter.first)
    page = client.get("/").content.decode()
    counts = re.findall(r'href="(\?[^"]*)"[^>]*>[^<]+<span class="count[^"]*">(\d+)', page)
    assert len(counts) == 4
    for address, count in counts:
        assert client.get(f"/{address}").content.decode().count('class="row') >= int(count)
        assert len(
            re.findall(r'<a class="row[ "]', client.get(f"/{address}").content.decode())
        ) == int(count)


def test_a_row_of_the_inbox_is_one_link_with_all_that_matters(at_desk, letter):
    page = at_desk(letter.first).get("/").content.decode()
    row = re.search(rf'<a class="row[^>]*href="/tugas/{letter.task.pk}/">.*?</a>', page, re.S)[0]
    words = " ".join(re.sub(r"<[^>]+>", " ", row).split())
    number = f"{letter.started.number:04d}/LUMAJANG/{letter.started.year}"
    for expected in ("Undangan rapat", number, "langkah 1 dari 6", "Pengelola Kelembagaan"):
        assert expected in words


def test_an_empty_inbox_says_how_to_start(at_desk):
    page = at_desk("bupati.tangerang").get("/").content.decode()
    assert "Tidak ada tugas yang menunggu Anda" in page
    assert 'href="/berkas/mulai/"' in page


def test_the_case_page_tells_the_whole_story(at_desk, letter):
    first, clerk = at_desk(letter.first), at_desk(letter.second)
    answer(first, letter.task.pk, "finish", periksa="0")
    answer(clerk, letter.task.pk, "return", alasan="Perbaiki nomor.")
    page = first.get(letter.address).content.decode()
    states = re.findall(r'<g class="step step--(\w+)" data-row="(\d+)"', page)
    assert ("present", "1") in states
    assert ("returned", "2") in states
    assert ("todo", "3") in states
    assert page.count('class="timeline-what"') == 3
    assert "Perbaiki nomor." in page
    assert "1 kali" in page
    assert 'role="region"' in page
    assert 'aria-current="step"' in page
    assert f'href="/tugas/{letter.task.pk}/"' in page


def test_the_list_of_cases_is_filtered_by_the_address(at_desk, letter):
    client = at_desk(letter.first)
    assert "Undangan rapat" in client.get("/berkas/?cari=undangan").content.decode()
    assert "Undangan rapat" in client.get("/berkas/?keadaan=berjalan").content.decode()
    assert "Undangan rapat" not in client.get("/berkas/?keadaan=selesai").content.decode()
    nothing = client.get("/berkas/?cari=tidakada").content.decode()
    assert "Tidak ada berkas yang cocok" in nothing
    assert client.get("/berkas/?page=abc").status_code == 200


def test_a_case_starts_once_however_often_the_form_is_sent(at_desk, letter):
    client, key = at_desk(letter.first), str(uuid4())
    fields = {"title": "Surat kedua", "kunci": key}
    there = f"/berkas/mulai/{letter.version}/"
    assert client.post(there, fields).url == client.post(there, fields).url
    with acting_for(letter.agency):
        assert Case.objects.filter(title="Surat kedua").count() == 1


def test_a_case_without_a_subject_is_refused_beside_the_field(at_desk, letter):
    there = f"/berkas/mulai/{letter.version}/"
    response = at_desk(letter.first).post(there, {"title": "  ", "kunci": str(uuid4())})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Perihal belum diisi" in page
    assert 'aria-describedby="id_title_helptext id_title_error"' in page


def test_who_takes_no_part_is_told_before_typing(at_desk, letter):
    there = f"/berkas/mulai/{letter.version}/"
    response = at_desk("ptt.lumajang").get(there)
    assert "tidak memegang jabatan" in response.content.decode()
    assert b'name="title"' not in response.content
    posted = at_desk("ptt.lumajang").post(there, {"title": "x", "kunci": str(uuid4())})
    assert posted.status_code == 403


class Inline(HTMLParser):
    """Collects what the content policy refuses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(tag)
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.found.append(f"{tag} {name}={value}")
            if name in ("src", "href", "action", "formaction") and re.match(
                r"(https?:)?//|javascript:", value or ""
            ):
                self.found.append(f"{tag} {name}={value}")


def reachable(client, start, most):
    """Every page that links lead to from `start`, sign-out and files left out."""
    waiting, seen = [start], {}
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        if address in seen:
            continue
        response = client.get(address)
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            continue
        seen[address] = response
        found = re.findall(r'<a[^>]*href="(/[^"#]*|\?[^"]*)"', response.content.decode())
        base = address.split("?")[0]
        links = [link.replace("&amp;", "&") if link[0] == "/" else base + link for link in found]
        waiting += [link for link in links if "/dokumen/" not in link]
    return seen


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("username", ["kasubag.lumajang", "pengelola.lumajang"])
def test_every_page_obeys_the_content_policy_and_is_light(at_desk, letter, username, language):
    client = at_desk(username)
    client.cookies["django_language"] = language
    task = letter.drafted(at_desk(letter.first))
    upload = SimpleUploadedFile("konsep.pdf", b"%PDF-1.4\n")
    at_desk(letter.second).post(f"/tugas/{task}/lampirkan/", {"berkas_0": upload})
    pages = {}
    for start in ("/", letter.address, f"/tugas/{task}/", "/sandi/"):
        pages |= reachable(client, start, most=12)
    assert len(pages) > 12
    for address, response in pages.items():
        assert response.status_code in (200, 403, 404), address
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        inline = Inline()
        inline.feed(response.content.decode())
        assert not inline.found, address
        assert len(response.content) < HEAVIEST, address
        assert f'<html lang="{language}">' in response.content.decode(), address


def test_headings_are_in_order_and_every_field_has_a_label(at_desk, letter):
    client = at_desk(letter.first)
    for address in ("/", "/berkas/", "/lainnya/", "/sandi/", "/berkas/mulai/", *addresses(letter)):
        page = client.get(address).content.decode()
        levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        steps = itertools.pairwise(levels)
        assert all(after - before <= 1 for before, after in steps), address
        named = set(re.findall(r'<label[^>]*for="([^"]+)"', page))
        fields = re.findall(r"<(?:input|textarea|select)\b[^>]*>", page)
        for field in fields:
            if 'type="hidden"' not in field:
                assert re.search(r'id="([^"]+)"', field)[1] in named, (address, field)
        assert len(re.findall(r'\bid="([^"]+)"', page)) == len(
            set(re.findall(r'\bid="([^"]+)"', page))
        ), address
