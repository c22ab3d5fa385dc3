"""One official at two screens, one task: the step is done once, and the slower screen says so."""

from playwright.sync_api import expect

PROCEDURE = "Surat Masuk"
EMPTY = "Uji dua layar"


def test_the_same_task_in_two_browsers_is_done_once(official):
    desk, laptop = official("umum.lumajang"), official("umum.lumajang")
    address = desk.start(PROCEDURE, EMPTY)
    for screen in (desk, laptop):
        screen.open_task(EMPTY)
        screen.tick_everything()
    form = desk.page.url
    assert laptop.page.url == form
    desk.forward()
    laptop.page.locator("button[name=jawaban]").first.click()
    expect(laptop.page.get_by_text("Tugas ini sudah diselesaikan").first).to_be_visible()
    desk.go(address)
    assert len(desk.history()) == 2


def test_the_same_click_sent_twice_counts_once_and_nobody_is_frightened(official):
    """Back to the form and pressed again: the same key, the same answer."""
    desk = official("umum.lumajang")
    address = desk.start(PROCEDURE, f"{EMPTY} kembali")
    desk.open_task(f"{EMPTY} kembali")
    page = desk.page.url
    form = """document.querySelector('form[action$="/selesai/"]')"""
    typed = desk.page.evaluate(f"new URLSearchParams(new FormData({form})).toString()")
    heads = {"Content-Type": "application/x-www-form-urlencoded", "Referer": page}
    for _ in range(3):
        answer = desk.page.request.post(
            f"{page}selesai/", data=f"{typed}&jawaban=finish", headers=heads
        )
        assert answer.status == 200
        assert answer.url.rstrip("/") == desk.home
    desk.go(address)
    assert len(desk.history()) == 2
