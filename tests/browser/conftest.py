"""A real Chromium before the running demo."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.live.server import Demo

INSTALLED = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1366, "height": 768}


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("demo")
    for above in (folder, *folder.parents):  # PostgreSQL may run as another user
        if above.owner() == Path.home().owner() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o011)
    running = Demo(folder / "data")
    running.start()
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next((path for name in INSTALLED if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield chromium
        chromium.close()


@dataclass
class Official:
    """Somebody at a screen of her own."""

    name: str
    page: Page
    home: str

    def go(self, path: str = "/") -> None:
        self.page.goto(self.home + path)

    def counter(self, name: str = "Semua") -> int:
        """What the counter of the inbox says."""
        tab = self.page.locator(".tabs a", has_text=name)
        return int(re.sub(r"\D", "", tab.inner_text()))

    def open_task(self, about: str) -> None:
        self.go()
        self.page.locator("a.row", has_text=about).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(about)

    def start(self, procedure: str, about: str) -> str:
        """Start a case; return its address."""
        self.go("/berkas/mulai/")
        self.page.get_by_role("link", name=procedure).first.click()
        self.page.get_by_label("Perihal").fill(about)
        self.page.get_by_role("button", name="Mulai berkas").click()
        self.told()
        self.open_task(about)
        self.page.get_by_role("link", name="Lihat seluruh berkas").click()
        expect(self.page.locator("#riwayat")).to_be_visible()
        return self.page.url.removeprefix(self.home)

    def tick_everything(self) -> None:
        for box in self.page.locator("input[name=periksa]").all():
            box.check()

    def attach(self, label: str, name: str, content: bytes) -> None:
        slot = self.page.locator("input[type=file]").and_(self.page.get_by_label(label))
        slot.set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})

    def forward(self) -> str:
        """Press the button that goes forward; return what the page says came of it."""
        self.page.locator("button.button-primary[name=jawaban]").click()
        return self.told()

    def send_back(self, reason: str) -> str:
        """Open the return, give the reason, send it back; return what came of it."""
        self.page.locator("details.way-return summary").click()
        self.page.get_by_label("Alasan pengembalian").fill(reason)
        self.page.locator("button.button-danger[name=jawaban]").click()
        return self.told()

    def told(self) -> str:
        notice = self.page.locator(".notice").first
        expect(notice).to_be_visible()
        return notice.inner_text()

    def chart(self, address: str) -> dict[int, str]:
        """Row -> state, as the flow chart of the case page draws it."""
        self.go(address)
        groups = self.page.locator("svg g.step")
        found = groups.evaluate_all("all => all.map(g => [g.dataset.row, g.classList[1]])")
        return {int(row): state.removeprefix("step--") for row, state in found}

    def history(self) -> list[str]:
        """The time line of the open case page, the first event first."""
        lines = self.page.locator("#riwayat ~ ol .timeline-what").all_inner_texts()
        return lines[::-1]


@pytest.fixture
def official(demo, browser) -> Iterator[Callable[..., Official]]:
    """`official("karo.kalbar")`: sign in, on a desk or on a phone."""
    contexts = []

    def sign_in(username: str, size: dict[str, int] = DESK) -> Official:
        context = browser.new_context(viewport=size, locale="id-ID")
        contexts.append(context)
        page = context.new_page()
        page.goto(demo.url)
        page.get_by_label("Nama pengguna").fill(username)
        page.get_by_label("Kata sandi").fill(demo.password)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Kotak Tugas")).to_be_visible()
        return Official(username, page, demo.url)

    yield sign_in
    for context in contexts:
        context.close()
