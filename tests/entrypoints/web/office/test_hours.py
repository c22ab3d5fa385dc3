"""The page of the office's own working hours."""

import re

KEEPER, CLERK = "kasubag.lumajang", "umum.lumajang"
ADDRESS = "/kantor/kalender/jam/"
TYPED = {
    "kind": "ramadan", "since": "2027-02-09", "until": "2027-03-10",
    "start": "08:00", "rest": "12:00", "back": "12:30", "end": "15:00",
    "friday_start": "08:00", "friday_rest": "11:30", "friday_back": "12:30",
    "friday_end": "15:30", "source": "Sidang isbat 1448 H",
}  # fmt: skip


def test_the_keeper_enters_ramadan_sees_it_and_takes_it_back(at_desk):
    keeper = at_desk(KEEPER)
    assert "Belum ada." in keeper.get(ADDRESS).content.decode()
    assert keeper.post(ADDRESS, TYPED).status_code == 302
    page = keeper.get(ADDRESS).content.decode()
    assert "Sidang isbat 1448 H" in page
    assert "08.00–12.00, 12.30–15.00" in page
    year = keeper.get("/kantor/kalender/?tahun=2027").content.decode()
    assert "9 Februari sampai 10 Maret (Ramadan)" in year
    assert "8 Februari sampai" not in year.replace("9 Februari sampai", "")
    (gone,) = re.findall(rf'action="({ADDRESS}\d+/hapus/)"', page)
    assert keeper.post(gone).status_code == 302
    assert "Sidang isbat" not in keeper.get(ADDRESS).content.decode()


def test_the_form_of_ramadan_holds_its_hours_by_the_regulation(at_desk):
    page = at_desk(KEEPER).get(f"{ADDRESS}?jenis=ramadan").content.decode()
    assert 'value="ramadan" selected' in page
    assert 'name="start" value="08:00"' in page
    assert 'name="friday_end" value="15:30"' in page


def test_hours_out_of_order_are_told_beside_the_field(at_desk):
    response = at_desk(KEEPER).post(ADDRESS, TYPED | {"end": "11:00"})
    assert response.status_code == 422
    assert "tidak berurutan" in response.content.decode()


def test_others_read_the_hours_and_change_nothing(at_desk):
    clerk = at_desk(CLERK)
    page = clerk.get(ADDRESS).content.decode()
    assert 'name="since"' not in page
    assert clerk.post(ADDRESS, TYPED).status_code == 403
    assert "Belum ada." in clerk.get(ADDRESS).content.decode()
