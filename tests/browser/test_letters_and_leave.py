"""Surat Keluar and Surat Ijin Cuti of Lumajang, each with a return, to the end."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def carry(people, hands, rows):
    for row in rows:
        who = people[hands[row]]
        who.open_task(people["about"])
        who.tick_everything()
        who.forward()


def test_surat_keluar(official):
    """The draft is refused once by the Kabag's desk, mended, signed, numbered and sent."""
    hands = {1: "pengelola", 2: "umum", 3: "kasubag", 4: "kabag", 5: "umum", 6: "caraka"}
    people = {who: official(f"{who}.lumajang") for who in dict.fromkeys(hands.values())}
    people["about"] = "Undangan rapat evaluasi SOP"
    address = people["pengelola"].start("Surat Keluar", people["about"])
    first = people["pengelola"]
    first.open_task(people["about"])
    first.attach("Konsep surat", "konsep-1.pdf", PDF)
    first.forward()
    clerk = people["umum"]
    clerk.open_task(people["about"])
    assert "pengelola" in clerk.send_back("Nomor rujukan belum ditulis.").lower()
    first.open_task(people["about"])
    expect(first.page.get_by_text("Nomor rujukan belum ditulis.")).to_be_visible()
    first.attach("Konsep surat", "konsep-2.pdf", PDF + b"2")
    first.forward()
    carry(people, hands, [2, 3, 4, 5, 6])
    chart = first.chart(address)
    assert chart == dict.fromkeys(range(1, 7), "done")
    assert len(first.history()) == 9 + 2, "nine deeds, and two documents that came"
    documents = first.page.locator("#dokumen").locator("xpath=..")
    expect(documents.get_by_text("konsep-1.pdf")).to_have_count(1)
    expect(documents.get_by_text("konsep-2.pdf")).to_have_count(1)


def test_surat_ijin_cuti(official):
    """An employee applies on a phone; the file is incomplete, comes back to her, is completed."""
    hands = {1: "pns", 2: "kepegawaian", 3: "umum", 4: "kabag", 5: "umum", 6: "kepegawaian"}
    people = {
        who: official(f"{who}.lumajang", PHONE) if who in ("pns", "kabag")
        else official(f"{who}.lumajang")
        for who in dict.fromkeys(hands.values())
    }  # fmt: skip
    people["about"] = "Cuti tahunan 7–11 Desember 2026, Anita Kusuma"
    applicant = people["pns"]
    address = applicant.start("Surat Ijin Cuti", people["about"])
    carry(people, hands, [1])
    desk = people["kepegawaian"]
    desk.open_task(people["about"])
    desk.send_back("Surat pernyataan atasan belum dilampirkan.")
    colleague = official("ptt.lumajang")
    expect(colleague.page.locator("a.row", has_text=people["about"])).to_have_count(0)
    colleague.go(address)
    expect(colleague.page.get_by_role("heading", level=1)).not_to_contain_text("Anita")
    applicant.go("/?saring=dikembalikan")
    expect(applicant.page.locator("a.row", has_text=people["about"])).to_be_visible()
    applicant.open_task(people["about"])
    applicant.attach("Berkas Kepegawaian", "pernyataan.pdf", PDF)
    applicant.tick_everything()
    applicant.forward()
    carry(people, hands, [2, 3, 4, 5, 6])
    assert applicant.chart(address) == dict.fromkeys(range(1, 7), "done")
    assert any("dikembalikan" in line for line in applicant.history())


def test_a_return_without_a_reason_is_refused_beside_the_field(official):
    clerk, first = official("umum.lumajang"), official("pengelola.lumajang")
    about = "Surat tanpa alasan"
    first.start("Surat Keluar", about)
    first.open_task(about)
    first.forward()
    clerk.open_task(about)
    clerk.page.locator("input[name=periksa]").first.check()
    clerk.page.locator("details.way-return summary").click()
    clerk.page.locator("button.button-danger[name=jawaban]").click()
    expect(clerk.page.locator("#alasan_error")).to_contain_text("Alasan pengembalian belum diisi")
    expect(clerk.page.locator("input[name=periksa]").first).to_be_checked()


def test_two_tabs_finish_a_step_once(official):
    first = official("pengelola.lumajang")
    about = "Surat dari dua tab"
    first.start("Surat Keluar", about)
    first.open_task(about)
    second = first.page.context.new_page()
    second.goto(first.page.url)
    first.forward()
    second.locator("button.button-primary[name=jawaban]").click()
    expect(second.get_by_text("sudah", exact=False).first).to_be_visible()
    first.go("/berkas/")
    first.page.get_by_role("link", name=about).first.click()
    assert len(first.history()) == 2
