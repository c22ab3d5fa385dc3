"""The analyst edits a draft: the drawing follows her typing, every change can be undone."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.test_import_to_case import upload

NEW = "Menerima permohonan lewat loket terpadu"


def draft_of(official, title):
    """A keeper on the review page of a document she has just brought in."""
    keeper = official("analis.kalbar")
    upload(keeper, title)
    keeper.page.locator("a.row", has_text=title.title()).or_(
        keeper.page.locator("a.row", has_text=title)
    ).first.click()
    keeper.page.get_by_role("button", name="Bagan", exact=True).click()
    expect(keeper.page.locator("[data-live] svg")).to_be_visible()
    return keeper.page


def test_the_drawing_follows_what_is_typed(official):
    page = draft_of(official, "PEMINJAMAN TENDA LAPANGAN")
    chart = page.locator("[data-live]")
    expect(chart).not_to_contain_text("loket terpadu")
    page.locator("#step-1-activities").fill(NEW)
    expect(chart).to_contain_text("loket terpadu")
    page.locator("#step-1-activities").fill("")
    expect(page.locator("[data-live-said]")).to_have_text(
        "Bagan menunggu: 1 isian perlu dibetulkan."
    )
    expect(chart).to_contain_text("loket terpadu")


def test_every_change_can_be_undone_and_done_again(official):
    page = draft_of(official, "PEMINJAMAN PROYEKTOR")
    first = page.locator("#step-1-activities")
    before = first.input_value()
    undo = page.get_by_role("button", name="Urungkan")
    expect(undo).to_be_disabled()
    first.fill(NEW)
    first.blur()
    page.locator("button[value='add:1']").click()
    expect(page.locator("fieldset.step")).to_have_count(5)
    undo.click()
    expect(page.locator("fieldset.step")).to_have_count(4)
    expect(first).to_have_value(NEW)
    undo.click()
    expect(first).to_have_value(before)
    page.get_by_role("button", name="Ulangi").click()
    expect(first).to_have_value(NEW)


def test_a_step_is_lit_with_its_papers_and_told_in_words(official):
    """On a phone the chart is small: a touch tells the step below it."""
    sender = official("analis.kalbar", PHONE)
    sender.go("/berkas/")
    sender.page.locator("a.row").first.click()
    chart = sender.page.locator("[data-chart]")
    chart.locator(".step[data-row='2']").click(force=True)
    expect(chart.locator(".ground--paper.lit")).to_have_count(2)
    expect(sender.page.locator(".chart-told")).to_contain_text("Langkah 2")
    wide = chart.locator("svg").bounding_box()["width"]
    sender.page.get_by_role("button", name="Perbesar bagan").click()
    assert chart.locator("svg").bounding_box()["width"] > wide
