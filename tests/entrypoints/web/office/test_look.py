"""The page of the look: who sees it, what it shows, what it refuses and in which words."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tatalaksana.apps.office.look import DEFAULT, look_of
from tatalaksana.apps.office.seeding import Seat, make_agency, make_unit, seat_people
from tatalaksana.apps.shared.agency import acting_for
from tests.bitmaps import bitmap

THERE = "/kantor/tampilan-dokumen/"
KEEPER, CLERK, STRANGER = "analis.kalbar", "hukum.kalbar", "kasubag.lumajang"
SEEN = re.compile(r'name="seen"[^>]*?value="([^"]*)"')
TYPED = {
    "form": "", "filled": "on", "header_fill": "#dbe5f1", "family": "Liberation Serif",
    "size": "9.5", "paper": "F4", "way": "mendatar", "margin": "15", "signing": "basah",
    "verify": "", "seen": "",
}  # fmt: skip


@pytest.fixture
def agency(office):
    return office("KALBAR").agency


@pytest.fixture
def keeper(agency, sign_in):
    return sign_in(KEEPER)


def body(answer):
    return answer.content.decode()


def kept(agency):
    with acting_for(agency):
        return look_of(agency)


def seen_on(client):
    found = SEEN.search(body(client.get(THERE)))
    return found[1] if found else ""


def file_of(data, name="logo.png"):
    return SimpleUploadedFile(name, data, "image/png")


def test_the_page_shows_the_default_with_a_sample_of_an_own_procedure(keeper):
    answer = keeper.get(THERE)
    page = body(answer)
    assert answer.status_code == 200
    assert "Belum ada yang dipilih" in page
    assert page.count('src="data:image/svg+xml;base64,') == 2
    assert 'alt="Halaman identitas SOP' in page
    assert "Drs. BACHTIAR, M.Si" in page
    assert '<option value="A4" selected>' in page
    assert "style=" not in page.partition("<main")[2]
    assert "<script>" not in page


def test_what_is_chosen_is_kept_shown_and_told_in_the_trail(keeper, agency):
    answer = keeper.post(THERE, TYPED | {"rank_0": "Pembina Tk. I", "logo": file_of(bitmap(9, 9))})
    assert answer.status_code == 302
    look = kept(agency)
    assert (look.header_fill, look.paper, look.size, look.margin) == ("#dbe5f1", "F4", 9.5, 15.0)
    assert look.ranks == (("196303221984031002", "Pembina Tk. I"),)
    page = body(keeper.get(THERE))
    assert "Tersimpan" in page
    assert "Terakhir diubah Yusuf Maulana" in page
    assert 'value="Pembina Tk. I"' in page
    assert "Lepas logo yang ada" in page
    keeper.post(THERE, TYPED | {"rank_0": "", "without_logo": "on", "seen": seen_on(keeper)})
    assert (kept(agency).logo, kept(agency).ranks) == ("", ())


def test_the_trail_names_the_parts_in_words(keeper):
    keeper.post(THERE, TYPED)
    page = body(keeper.get("/kantor/jejak/"))
    assert "mengubah tampilan dokumen kantor: warna dasar judul tabel, huruf, ukuran huruf" in page
    keeper.cookies["django_language"] = "en"
    assert "documents: ground of table headers, letters" in body(keeper.get("/kantor/jejak/"))


def test_nothing_changed_is_said(keeper, agency):
    same = TYPED | {"header_fill": "#ececec", "family": "Liberation Sans", "size": "9.0"}
    answer = keeper.post(THERE, same | {"paper": "A4", "margin": "12"}, follow=True)
    assert "Tidak ada yang berubah" in body(answer)
    assert kept(agency) == DEFAULT


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"header_fill": "#000000"}, "header_fill", "terlalu gelap"),
        ({"header_fill": "merah"}, "header_fill", "bukan warna"),
        ({"size": "sembilan"}, "size", "Tulis sebagai angka"),
        ({"size": "99"}, "size", "Paling besar 14."),
        ({"margin": ""}, "margin", "Isi angkanya"),
        ({"margin": "nan"}, "margin", "Tulis sebagai angka"),
        ({"margin": "4"}, "margin", "Paling kecil 5."),
        ({"margin": "25", "paper": "A4", "way": "tegak"}, "margin", "terlalu sempit"),
        ({"paper": "tisu"}, "paper", "tisu"),
        ({"signing": "tte"}, "verify", "memerlukan alamat verifikasi"),
        ({"verify": "javascript:alert(1)"}, "verify", "bukan alamat web"),
        ({"rank_0": "P" * 61}, "rank_0", "60"),
        ({"logo": file_of(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
                          b"<script>alert(1)</script></svg>")}, "logo", "skrip"),
        ({"logo": file_of(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'"
                          b" onload='alert(1)'/>")}, "logo", "SVG tidak diterima"),
        ({"logo": file_of(b"MZ\x90\x00 bukan gambar")}, "logo", "tidak dikenali"),
        ({"logo": file_of(b"")}, "logo", "Berkas ini kosong"),
        ({"logo": file_of(b"\x89PNG" + b"\0" * 2_500_000)}, "logo", "2.5 MB; paling besar 1 MB"),
        ({"logo": file_of(bitmap(1, 1).replace(b"IHDR\0\0\0\x01\0\0\0\x01",
                                               b"IHDR\0\0\x27\x10\0\0\x13\x88"))},
         "logo", "10000 × 5000 piksel terlalu besar"),
        ({"logo": file_of(bitmap(99, 99, packed=b"rusak"))}, "logo", "rusak atau kosong"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(
    typed, field, told, keeper, agency
):
    if "logo" in typed:
        typed["logo"].seek(0)
    answer = keeper.post(THERE, TYPED | {"rank_0": "Pembina"} | typed)
    page = body(answer)
    assert answer.status_code == 422
    assert "Belum tersimpan." in page
    error = page.partition(f'id="id_{field}_error"')[2].partition("</p>")[0]
    assert told in error
    assert 'value="Liberation Serif" selected' in page
    assert kept(agency) == DEFAULT


def test_two_keepers_do_not_overwrite_each_other(keeper, agency):
    keeper.post(THERE, TYPED)
    answer = keeper.post(THERE, TYPED | {"paper": "A3"})
    assert answer.status_code == 422
    assert "baru saja diubah orang lain" in body(answer)
    assert 'value="A3" selected' in body(answer)
    assert kept(agency).paper == "F4"


def test_the_sample_follows_what_is_typed_and_saves_nothing(keeper, agency):
    before = body(keeper.get(THERE))
    typed = TYPED | {"logo": file_of(bitmap(9, 9))}
    answer = keeper.post(THERE + "contoh/", typed)
    assert answer.status_code == 200
    assert body(answer).count("data:image/svg+xml") == 2
    assert body(answer).split('src="')[1][:4000] not in before
    shown = keeper.post(THERE, TYPED | {"deed": "show"})
    assert "Contoh dari isian yang belum disimpan" in body(shown)
    assert kept(agency) == DEFAULT
    wrong = keeper.post(THERE + "contoh/", TYPED | {"header_fill": "#000000"})
    assert (wrong.status_code, wrong["Content-Type"][:10]) == (422, "text/plain")
    assert "terlalu gelap" in body(wrong)
    assert keeper.get(THERE + "contoh/").status_code == 405


def test_a_sample_that_cannot_be_drawn_says_why_and_the_form_stays(keeper, agency):
    """The sample of this office has no number, which this address needs."""
    address = "https://tte.kalbarprov.go.id/{nomor}"
    answer = keeper.post(THERE, TYPED | {"signing": "tte", "verify": address}, follow=True)
    assert answer.status_code == 200
    assert "belum bernomor" in body(answer)
    assert kept(agency).verify == address


def test_an_office_without_procedures_is_told_to_import_one(agency, sign_in):
    made = make_agency("Badan Baru", "BARU", "Asia/Jakarta")
    with acting_for(made):
        seat = Seat(
            unit=make_unit(made, "Sekretariat", None),
            name="Kepala",
            keeps=frozenset({"procedures"}),
        )
        seat_people(made, seat, [("kepala.baru", "Ani")], "!", date(2020, 1, 1))
    page = body(sign_in("kepala.baru").get(THERE))
    assert "Belum ada SOP untuk dijadikan contoh" in page
    assert "setelah ada SOP yang menyebut" in page


def test_the_way_back_to_the_default(keeper, agency):
    keeper.post(THERE, TYPED)
    stale = keeper.post(THERE + "bawaan/", {"seen": ""}, follow=True)
    assert "baru saja diubah" in body(stale)
    answer = keeper.post(THERE + "bawaan/", {"seen": seen_on(keeper)}, follow=True)
    assert "kembali ke bawaan" in body(answer)
    assert kept(agency) == DEFAULT
    assert keeper.get(THERE + "bawaan/").status_code == 405


def test_who_keeps_procedures_but_no_office_may_choose(agency, sign_in):
    client = sign_in("kasubbag.kalbar")
    assert f'href="{THERE}"' in body(client.get("/kantor/"))
    assert client.post(THERE, TYPED).status_code == 302
    assert kept(agency).paper == "F4"


def test_who_keeps_nothing_may_not_and_is_not_shown_the_way(agency, sign_in):
    client = sign_in(CLERK)
    assert THERE not in body(client.get("/kantor/"))
    assert client.get(THERE).status_code == 403
    for address in (THERE, THERE + "contoh/", THERE + "bawaan/"):
        assert client.post(address, TYPED).status_code == 403
    assert kept(agency) == DEFAULT


def test_another_agency_sees_and_changes_only_its_own(keeper, agency, sign_in):
    keeper.post(THERE, TYPED)
    stranger = sign_in(STRANGER)
    assert "Belum ada yang dipilih" in body(stranger.get(THERE))
    assert stranger.post(THERE, TYPED | {"paper": "A3"}).status_code == 302
    assert kept(agency).paper == "F4"


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get(THERE)["Location"].startswith("/masuk/")
