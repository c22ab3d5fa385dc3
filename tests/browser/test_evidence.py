"""A keeper compares what was read with the document: from a value to its place and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tatalaksana.core.drawing.arrange import arrange, bound, outlined
from tatalaksana.core.drawing.pens import docx, pdf
from tatalaksana.core.drawing.pens.bpmn import PEN as BPMN
from tatalaksana.core.reading.scan.needs import lacking
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_accessibility import OPTIONS
from tests.browser.test_import_to_case import KEEPER, upload
from tests.files.round_trip import bundled

PENS = {"pdf": pdf, "docx": docx}


@pytest.fixture(scope="module")
def addresses() -> dict[str, str]:
    """The addresses of the reviews of documents that were brought in already."""
    return {}


@pytest.fixture
def review(official, addresses):
    """`review("pdf", DESK)`: the review of a document of that kind."""

    def open_it(kind: str, size: dict[str, int]) -> Page:
        keeper = official(KEEPER, size)
        if kind not in addresses:
            meant = replace(bundled()["001-03"], title=f"Laporan Bukti {kind}")
            upload(keeper, name=f"bukti.{kind}", content=PENS[kind].draw(arrange(meant))[0][1])
            keeper.page.locator("a.row", has_text="Bukti").first.click()
            addresses[kind] = keeper.page.url
        else:
            keeper.page.goto(addresses[kind])
        keeper.page.wait_for_load_state("networkidle")
        return keeper.page

    return open_it


def in_sight(page: Page, selector: str) -> bool:
    """Whether the middle of a box is seen: in its frame, in the window, and under nothing."""
    return page.locator(selector).evaluate("""box => {
        const it = box.getBoundingClientRect();
        const [x, y] = [it.left + it.width / 2, it.top + it.height / 2];
        const there = document.elementFromPoint(x, y);
        return Boolean(there) && (box.contains(there) || there.contains(box));
    }""")


def eventually_in_sight(page: Page, selector: str) -> None:
    for _ in range(30):
        if in_sight(page, selector):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{selector} is not in sight")


@pytest.mark.parametrize("kind", PENS)
def test_a_value_that_is_entered_is_shown_in_the_document_beside_it(review, kind):
    page = review(kind, DESK)
    shown = page.locator(".leaf > .leaf-ground > img").all()
    assert all(one.evaluate("one => one.complete && one.naturalWidth > 0") for one in shown)
    page.locator("#step-7-outputs").click()
    expect(page.locator("#asal-step-7-outputs")).to_have_class("shown")
    eventually_in_sight(page, "#asal-step-7-outputs")
    page.locator("#legal_basis").click()
    eventually_in_sight(page, "#asal-legal_basis")
    expect(page.locator("#asal-step-7-outputs")).not_to_have_class("shown")


def test_a_box_leads_to_its_field_ready_to_be_mended(review):
    page = review("pdf", DESK)
    page.locator("#asal-step-1-value").click()
    expect(page.locator("#step-1-value")).to_be_focused()
    page.locator("#asal-step-3-performer").click()
    expect(page.locator("#step-3-performer")).to_be_focused()


def test_by_keyboard_alone_there_and_back(review):
    page = review("pdf", DESK)
    link = page.locator(".field:has(> .labelled > label[for=step-4-inputs]) .labelled a")
    link.focus()
    page.keyboard.press("Enter")
    box = page.locator("#asal-step-4-inputs")
    expect(box).to_be_focused()
    eventually_in_sight(page, "#asal-step-4-inputs")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#asal-step-4-value")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#step-4-inputs")).to_be_focused()
    tabbed = page.locator(".leaf-spots a[tabindex='0']").count()
    assert tabbed == page.locator(".leaf-spots").count()  # one stop a page, not a hundred


def test_a_doubt_shows_its_place_in_whichever_pane_is_open(review):
    page = review("pdf", DESK)
    page.get_by_role("button", name="Bagan", exact=True).click()
    expect(page.locator(".leaves")).to_be_hidden()
    page.locator("#keraguan a[data-seen]").first.click()
    expect(page.locator(".leaves")).to_be_visible()
    lit = page.locator(".leaf-spots .shown")
    expect(lit).to_have_count(1)
    assert "doubted" in (lit.get_attribute("class") or "")
    eventually_in_sight(page, ".leaf-spots .shown")


def test_the_line_of_a_list_lights_its_item(review):
    page = review("pdf", DESK)
    field = page.locator("#legal_basis")
    field.click()
    page.keyboard.press("Control+Home")
    items = page.locator("#asal-legal_basis .item")
    assert items.count() == len(field.input_value().split("\n")) > 1
    expect(page.locator("#asal-legal_basis .item.lit")).to_have_count(1)
    before = items.evaluate_all("all => all.findIndex(one => one.classList.contains('lit'))")
    page.keyboard.press("Control+End")
    page.wait_for_timeout(100)
    after = items.evaluate_all("all => all.findIndex(one => one.classList.contains('lit'))")
    assert (before, after) == (0, items.count() - 1)


@pytest.mark.parametrize("kind", PENS)
def test_on_a_phone_the_place_comes_into_sight_and_the_way_back_is_a_touch(review, kind):
    page = review(kind, PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    link = page.locator(".field:has(> .labelled > label[for=step-5-outputs]) .labelled a")
    link.click()
    eventually_in_sight(page, "#asal-step-5-outputs")
    page.locator("#asal-step-5-outputs").click()
    expect(page.locator("#step-5-outputs")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_without_a_script_the_links_lead_there_and_back(review, browser, size):
    signed = review("pdf", size)
    context = browser.new_context(
        storage_state=signed.context.storage_state(), viewport=size, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(signed.url)
    page.locator(".field:has(> .labelled > label[for=step-6-inputs]) .labelled a").click()
    assert page.url.endswith("#asal-step-6-inputs")
    box = page.locator("#asal-step-6-inputs")
    expect(box).to_be_in_viewport()
    page.goto(signed.url + "#asal-step-6-inputs")
    box.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#step-6-inputs")
    expect(page.locator("#step-6-inputs")).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_review_beside_the_document_meets_wcag(review, size):
    page = review("pdf", size)
    found = Axe().run(page, options=OPTIONS).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []


def scanned_sideways() -> bytes:
    """The table of an SOP as a scanner gives it back: sideways and not quite straight."""
    from tests.files.scanned import Scanner, pdf_of, scanned

    drawn = pdf.draw(arrange(replace(bundled()["004-05"], title="Pindaian")))[0][1]
    return pdf_of(scanned(drawn, Scanner(dpi=150, lean=1.2, turned=90))[-1:], 150)


@pytest.mark.skipif(bool(lacking()), reason=lacking())
def test_a_scan_shows_how_surely_a_value_was_read_and_leads_there_and_back(official):
    keeper = official(KEEPER, DESK)
    upload(keeper, name="miring.pdf", content=scanned_sideways())
    page = keeper.page
    page.locator("a.row").first.click(timeout=60_000)
    page.wait_for_load_state("networkidle")
    link = page.locator(".field:has(> .labelled > label[for=step-2-activities]) .labelled a")
    expect(link).to_contain_text("%")
    expect(page.locator(".leaf-marks")).to_have_js_property("complete", True)
    assert page.locator(".leaf-ground > img").first.evaluate(
        "one => one.naturalWidth > one.naturalHeight"
    )  # upright again
    link.click()
    eventually_in_sight(page, "#asal-step-2-activities")
    page.locator("#asal-step-1-outputs").click()
    expect(page.locator("#step-1-outputs")).to_be_focused()
    found = Axe().run(page, options=OPTIONS).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_process_model_leads_from_a_step_to_its_task_and_back(official, size):
    keeper = official(KEEPER, size)
    meant = replace(bundled()["001-03"], title=f"Model {size['width']}")
    ((_, data),) = BPMN.draw(bound([outlined(meant)], "Model"))
    upload(keeper, name="model.bpmn", content=data)
    page = keeper.page
    page.locator("a.row").first.click()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.locator(".field:has(> .labelled > label[for=step-4-activities]) .labelled a").click()
    eventually_in_sight(page, "#asal-step-4-activities")
    page.locator("#asal-step-4-activities").click()
    expect(page.locator("#step-4-activities")).to_be_focused()
