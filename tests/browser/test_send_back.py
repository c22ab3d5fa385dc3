"""Returns outside the usual: straight back, by a superior; and cases opened from a step."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.test_import_to_case import put_in_force, upload

SK = "Pembuatan Surat Keputusan (SK) Tim"
NAMED = "Fasilitasi Inovasi Pelayanan Publik"  #: in force in Kalimantan Barat
#: who does which row of the SK procedure, from the document
SK_HANDS = {
    1: "kasubbag", 2: "analis", 3: "kasubbag", 4: "kabag", 5: "karo", 6: "hukum", 7: "asisten",
    8: "sekda", 9: "analis",
}  # fmt: skip


def carry(people, about, rows):
    for row in rows:
        who = people[SK_HANDS[row]]
        who.open_task(about)
        who.forward()


def at_desks(official, names):
    return {who: official(f"{who}.kalbar") for who in names}


def test_a_mended_draft_goes_straight_back_to_the_one_who_returned_it(official):
    """Row 7 returns to row 5; row 6 had no fault and is not asked again."""
    about = "SK Tim langsung kembali"
    people = at_desks(official, dict.fromkeys(SK_HANDS.values()))
    address = people["kasubbag"].start(SK, about)
    carry(people, about, range(1, 7))
    asisten = people["asisten"]
    asisten.open_task(about)
    asisten.page.locator("details.way-return summary").click()
    asisten.page.get_by_label("Setelah diperbaiki, langsung kembali ke langkah ini").check()
    asisten.page.get_by_label("Alasan pengembalian").fill("Perbaiki lampiran saja.")
    asisten.page.locator("button.button-danger[name=jawaban]").click()
    assert "langkah 5" in asisten.told()
    karo = people["karo"]
    karo.open_task(about)
    expect(karo.page.get_by_text("langsung kembali ke langkah 7")).to_be_visible()
    expect(karo.page.locator("#ke_approve")).to_contain_text("Ratna Puspita")
    assert "langkah 7" in karo.forward()
    asisten.open_task(about)
    asisten.go(address)
    expect(asisten.page.locator("#riwayat ~ ol")).to_contain_text("langsung kembali ke langkah 7")


def test_a_step_that_returns_to_its_neighbour_offers_no_short_way(official):
    about = "SK Tim tetangga"
    people = at_desks(official, ("kasubbag", "analis"))
    people["kasubbag"].start(SK, about)
    carry(people, about, (1, 2))
    third = people["kasubbag"]
    third.open_task(about)
    third.page.locator("details.way-return summary").click()
    expect(third.page.get_by_label("Alasan pengembalian")).to_be_visible()
    expect(third.page.get_by_label("langsung kembali")).to_have_count(0)


def test_a_superior_sends_the_file_back_to_a_step_of_her_choice(official):
    about = "SK Tim diambil atasan"
    people = at_desks(official, ("kasubbag", "analis", "kabag"))
    address = people["kasubbag"].start(SK, about)
    carry(people, about, (1, 2, 3))
    karo = official("karo.kalbar", PHONE)
    karo.go(address)
    button = karo.page.get_by_role("button", name="Kembalikan sebagai atasan")
    karo.page.locator("details.superior summary").click()
    button.click()
    expect(karo.page.locator("#atasan_to_row_error")).to_contain_text("belum dipilih")
    expect(karo.page.locator("#atasan_reason_error")).to_contain_text("belum diisi")
    karo.page.get_by_label("Langkah 2:").check()
    karo.page.get_by_label("Alasan pengembalian").fill("Dasar hukumnya sudah dicabut.")
    karo.page.get_by_label("langsung kembali ke langkah 4").check()
    button.click()
    told = karo.told()
    assert "ke langkah 2" in told
    assert "Yusuf Maulana" in told
    assert any("dikembalikan oleh atasan ke langkah 2" in line for line in karo.history())
    expect(karo.page.locator("details.superior")).to_have_count(1)  # above the analyst as well
    analyst = people["analis"]
    analyst.open_task(about)
    expect(analyst.page.get_by_text("Dikembalikan oleh atasan, Agus Salim")).to_be_visible()
    expect(analyst.page.get_by_text("langsung kembali ke langkah 4")).to_be_visible()
    assert "langkah 4" in analyst.forward()


def test_only_a_superior_is_offered_the_form(official):
    about = "SK Tim tanpa atasan"
    people = at_desks(official, ("kasubbag", "analis", "hukum"))
    address = people["kasubbag"].start(SK, about)
    carry(people, about, (1,))
    people["hukum"].go(address)
    expect(people["hukum"].page.get_by_role("heading", level=1)).to_have_text(about)
    expect(people["hukum"].page.locator("details.superior")).to_have_count(0)
    people["kasubbag"].go(address)
    expect(people["kasubbag"].page.locator("details.superior")).to_have_count(1)


def test_a_step_opens_a_case_of_the_sop_it_names_and_waits_for_it(official):
    """A document of the office's own, whose first row is "Terkait SOP …" of one in force."""
    about, who = "Pinjam aula untuk bimtek", official("analis.kalbar")
    upload(who, "PEMINJAMAN AULA", note=f"Terkait SOP {NAMED}")
    who.page.locator("a.row").click()
    who.page.get_by_role("link", name="Lanjut: jabatan dan pemberlakuan").click()
    put_in_force(who.page)
    address = who.start("Peminjaman Aula", about)
    who.open_task(about)
    related = who.page.locator("#terkait")
    expect(related.get_by_label("Perihal")).to_have_value(about)
    related.get_by_label("Perihal").fill("Inovasi loket")
    related.get_by_label("Tunggu sampai berkas itu selesai").check()
    related.get_by_role("button", name="Mulai berkas SOP").click()
    assert "menunggu berkas itu selesai" in who.told()
    expect(who.page.locator("#terkait")).to_contain_text("Inovasi loket")
    expect(who.page.locator("#terkait")).to_contain_text("berjalan")
    who.page.locator("button.button-primary[name=jawaban]").click()
    refusal = who.page.get_by_role("alert")
    expect(refusal).to_contain_text("Langkah ini menunggu berkas “Inovasi loket” selesai.")
    who.go(address)
    who.page.get_by_role("link", name="Inovasi loket").click()
    expect(who.page.get_by_role("heading", level=1)).to_have_text("Inovasi loket")
    who.page.get_by_role("link", name=about).click()
    expect(who.page.get_by_role("heading", level=1)).to_have_text(about)
