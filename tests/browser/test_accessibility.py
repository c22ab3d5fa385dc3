"""Every kind of page by WCAG 2.2 AA, on a phone and at a desk; and the day's work by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response, expect

from tests.browser.conftest import DESK, PHONE, Official
from tests.browser.test_import_to_case import DOCUMENT, upload

#: the tags of axe that make up WCAG 2.2, level A and AA
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
HEAVIEST = 150_000  #: bytes of one page with everything it loads, from an empty cache
SK = "Pembuatan Surat Keputusan (SK) Tim"
RUNNING, BEFORE_A_BRANCH = "SK Tim aksesibel", "SK Tim bercabang"
SHORT = "Surat Keluar"
FINISHED = "Surat keluar yang selesai"
KEEPER, REVIEWER, SUPERIOR = "analis.kalbar", "kasubbag.kalbar", "karo.kalbar"
CLERK, TIDY = "pengelola.lumajang", "kasubag.lumajang"
CALLED = "Data kinerja 2026"
LEFT, OUTSIDE = "Perjanjian Kinerja", "SK Tim di luar"
WIB = ZoneInfo("Asia/Jakarta")


@dataclass
class Office:
    """The people of the test at their screens, and the addresses of what they made."""

    sign_in: Callable[[str], Official]
    seats: dict[str, Official] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)

    def at(self, name: str) -> Official:
        if name not in self.seats:
            self.seats[name] = self.sign_in(name)
        return self.seats[name]

    def address(self, who: Official) -> str:
        return who.page.url.removeprefix(who.home)


@pytest.fixture(scope="module")
def rooms(demo, browser):
    """An office with a case before a branch, one without, one finished, and a draft to review."""
    contexts = []

    def sign_in(name: str) -> Official:
        context = browser.new_context(viewport=DESK, locale="id-ID")
        contexts.append(context)
        page = context.new_page()
        if name:
            page.goto(demo.url)
            page.get_by_label("Nama pengguna").fill(name)
            page.get_by_label("Kata sandi").fill(demo.password)
            page.keyboard.press("Enter")
            expect(page.get_by_role("heading", name="Kotak Tugas")).to_be_visible()
        return Official(name, page, demo.url)

    there = Office(sign_in)
    fill(there)
    yield there
    for context in contexts:
        context.close()


def fill(rooms: Office) -> None:
    keeper, reviewer = rooms.at(KEEPER), rooms.at(REVIEWER)
    for about in (RUNNING, BEFORE_A_BRANCH):
        rooms.made[about] = reviewer.start(SK, about)
        reviewer.open_task(about)
        reviewer.forward()
    keeper.open_task(RUNNING)
    rooms.made["task"] = rooms.address(keeper)
    keeper.open_task(BEFORE_A_BRANCH)
    keeper.forward()
    reviewer.open_task(BEFORE_A_BRANCH)
    rooms.made["branch"] = rooms.address(reviewer)
    upload(keeper)
    rooms.made["imported"] = rooms.address(keeper)
    keeper.page.locator("a.row").click()
    rooms.made["review"] = rooms.address(keeper)
    rooms.made["bind"] = rooms.made["review"].replace("/tinjau/", "/jabatan/")
    rooms.made["folder"] = hand_in_a_folder(keeper)
    keeper.go("/sop/")
    keeper.page.get_by_role("link", name=SK).first.click()
    rooms.made["procedure"] = rooms.address(keeper)
    keeper.go("/berkas/mulai/")
    keeper.page.get_by_role("link", name=SK).first.click()
    rooms.made["start"] = rooms.address(keeper)
    keeper.go("/kantor/")
    keeper.page.locator("main a[href*='/jabatan/']").last.click()
    rooms.made["position"] = rooms.address(keeper)
    name_a_colleague(reviewer)
    plan_one(rooms)
    rooms.made["finished"] = finish_one(rooms)
    hold_one(rooms)
    leave_behind(rooms)
    ask_units(rooms)
    ask_for_a_team(rooms)
    let_programs_in(rooms)
    rooms.made["moved"] = close_a_day(rooms)


def let_programs_in(rooms: Office) -> None:
    """A token and a webhook with a test on its way; each secret is on one page."""
    keeper = rooms.at(KEEPER)
    page = keeper.page
    keeper.go("/token/")
    page.get_by_label("Untuk program apa").fill("Sinkronisasi SRIKANDI")
    page.get_by_role("button", name="Buat token").click()
    expect(page.locator(".secret")).to_contain_text("tlk_")
    keeper.go("/kantor/webhook/")
    page.get_by_label("Alamat penerima").fill("https://penerima.invalid/kabar")
    page.get_by_role("button", name="Daftarkan").click()
    expect(page.locator(".secret")).to_contain_text("whsec_")
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        assert not violations(page)
        wide, room = page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
        assert wide <= room
    page.get_by_role("link", name="Sudah disalin").click()
    rooms.made["webhook"] = rooms.address(keeper)
    page.get_by_role("button", name="Kirim uji").click()
    keeper.told()


def ask_for_a_team(rooms: Office) -> None:
    """A team waits for a keeper of the office, asked from a task with its decree."""
    keeper = rooms.at(KEEPER)
    page = keeper.page
    keeper.go(rooms.made["task"])
    page.locator("input[type=file]").first.set_input_files(
        {"name": "sk.pdf", "mimeType": "application/pdf", "buffer": b"SK"}
    )
    page.get_by_role("button", name="Lampirkan sekarang").click()
    page.get_by_role("link", name="Bentuk tim dari berkas ini").click()
    rooms.made["new team"] = rooms.address(keeper)
    page.get_by_label("Nama tim").fill("Tim Survei 2027")
    page.get_by_label("SK-nya dalam berkas ini").select_option(index=1)
    page.get_by_label("Ketua").select_option(index=1)
    page.locator("input[name=members]").last.check()
    page.get_by_label("Mulai").fill("2027-01-04")
    page.get_by_label("Hari terakhir").fill("2027-12-31")
    page.get_by_role("button", name="Usulkan kepada pengelola kantor").click()
    expect(page.locator(".notice").first).to_contain_text("Usulan tim dikirim")


def ask_units(rooms: Office) -> None:
    """All units are asked for their data, from a task; the page of checking comes before."""
    keeper = rooms.at(KEEPER)
    page = keeper.page
    keeper.go(rooms.made["task"])
    page.get_by_role("link", name="Minta ke banyak unit").click()
    rooms.made["procedures to ask"] = rooms.address(keeper)
    page.locator("a.row", has_text=SK).click()
    rooms.made["new call"] = rooms.address(keeper)
    page.get_by_label("Perihal").fill(CALLED)
    page.get_by_label("Semua unit (").check()
    page.get_by_label("menunggu sampai semua unit").check()
    page.get_by_role("button", name="Periksa dahulu").click()
    expect(page.locator("select[name=jabatan]").first).to_be_visible()
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        assert not violations(page)
        wide, room = page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
        assert wide <= room
    page.get_by_role("button", name=re.compile("Buka berkas untuk")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CALLED)
    rooms.made["call"] = rooms.address(keeper)
    rooms.made["call none"] = rooms.made["call"] + "?saring=selesai"


def hand_in_a_folder(keeper: Official) -> str:
    """Two files, one of them refused, and a correction that replaces another."""
    page = keeper.page
    for means in ("Analis", "Analis Kebijakan"):
        keeper.go("/sop/koreksi/")
        page.locator("#id_role-read").fill("Anl.")
        page.locator("#id_role-means").fill(means)
        page.locator("#nama button").click()
        expect(page.locator(".notice")).to_contain_text("Koreksi dicatat")
    keeper.go("/sop/impor/folder/")
    page.get_by_label("Unit pemilik SOP").select_option(index=1)
    text = DOCUMENT.format(title="PEMINJAMAN DARI FOLDER", note="").encode()
    page.get_by_label("Atau beberapa berkas").set_input_files(
        [
            {"name": "sop.txt", "mimeType": "text/plain", "buffer": text},
            {"name": "nota.txt", "mimeType": "text/plain", "buffer": b"Nota tanpa tabel."},
        ]
    )
    page.get_by_role("button", name="Unggah dan baca").click()
    expect(page.locator(".folder-told")).to_contain_text("Selesai.", timeout=120_000)
    return keeper.page.url.removeprefix(keeper.home)


def name_a_colleague(reviewer: Official) -> None:
    """Let somebody act for the reviewer, so that the list has a row; long after these tests."""
    reviewer.go("/kantor/bertindak-untuk/")
    page, begin = reviewer.page, datetime.now(WIB).date() + timedelta(days=90)
    page.locator("select[name=seat]").select_option(index=1)
    page.locator("select[name=taker]").select_option(index=1)
    page.locator("input[name=since]").fill(begin.isoformat())
    page.locator("input[name=until]").fill((begin + timedelta(days=3)).isoformat())
    page.get_by_role("button", name="Tunjuk").click()
    expect(page.locator(".notice")).to_contain_text("bertindak untuk")


def plan_one(rooms: Office) -> None:
    """A schedule long after these tests."""
    keeper = rooms.at(KEEPER)
    page, begin = keeper.page, datetime.now(WIB).date() + timedelta(days=90)
    keeper.go("/jadwal/")
    page.locator("select[name=sop]").select_option(index=0)
    page.get_by_role("button", name="Tentukan jadwalnya").click()
    rooms.made["new schedule"] = rooms.address(keeper)
    page.locator("select[name=position]").select_option(index=1)
    page.locator("input[name=since]").fill(begin.isoformat())
    page.get_by_role("button", name="Buat jadwal").click()
    keeper.told()
    rooms.made["schedule"] = rooms.address(keeper)


def close_a_day(rooms: Office) -> str:
    """Close days of the next weeks until an open deadline moves, and open them again; where the
    moved deadlines are told."""
    keeper = rooms.at(KEEPER)
    today, told = datetime.now(WIB).date(), ""
    years = {today.year}
    for ahead in range(21):
        day = today + timedelta(days=ahead)
        years.add(day.year)
        keeper.go(f"/kantor/kalender/?tahun={day.year}")
        keeper.page.get_by_label("Tanggal").fill(day.isoformat())
        keeper.page.get_by_label("Keterangan dan dasarnya").fill("Pemungutan suara ulang")
        keeper.page.get_by_role("button", name="Tambahkan", exact=True).click()
        keeper.told()
        if "/perubahan/" in keeper.page.url:
            told = rooms.address(keeper).partition("#")[0]
            break
    for year in years:
        keeper.go(f"/kantor/kalender/?tahun={year}")
        while keeper.page.locator("#hari-kantor .button-danger").count():
            keeper.page.locator("#hari-kantor .button-danger").first.click()
            keeper.told()
            keeper.go(f"/kantor/kalender/?tahun={year}")
    assert told, "no deadline moved"
    return told


def finish_one(rooms: Office) -> str:
    """Carry a short procedure of Lumajang to its end."""
    hands = ("pengelola", "umum", "kasubag", "kabag", "umum", "caraka")
    address = rooms.at(CLERK).start(SHORT, FINISHED)
    for hand in hands:
        who = rooms.at(f"{hand}.lumajang")
        who.open_task(FINISHED)
        who.forward()
    return address


def hold_one(rooms: Office) -> None:
    """A file of the reviewer that is outside the office."""
    reviewer = rooms.at(REVIEWER)
    rooms.made["held case"] = reviewer.start(SK, OUTSIDE)
    reviewer.open_task(OUTSIDE)
    rooms.made["held task"] = rooms.address(reviewer)
    reviewer.page.get_by_text("Berkas sedang di luar kantor?").click()
    reviewer.page.get_by_label("Menunggu siapa").fill("Menunggu data dari Dinas Kesehatan")
    reviewer.page.get_by_role("button", name="Catat di luar").click()
    expect(reviewer.page.locator(".notice-held")).to_be_visible()


def leave_behind(rooms: Office) -> None:
    """Two cases of Lumajang on a version no longer in force; one of them was moved with others."""
    keeper = rooms.at(TIDY)
    keeper.start(LEFT, "Tertinggal satu")
    revise(keeper, LEFT)
    keeper.page.get_by_role("link", name="Lihat dan pindahkan").click()
    rooms.made["older"] = rooms.address(keeper)
    keeper.page.get_by_label("Alasan pemindahan").fill("Versi baru.")
    keeper.page.get_by_role("button", name=re.compile(r"^Pindahkan \d+ berkas")).click()
    rooms.made["moved"] = rooms.address(keeper)
    rooms.made["moved case"] = keeper.start(LEFT, "Tertinggal dua")
    revise(keeper, LEFT)
    rooms.made["move"] = rooms.made["moved case"] + "pindah/"


def revise(keeper: Official, procedure: str) -> None:
    """Put a new version of `procedure` in force, the same but for its number."""
    page = keeper.page
    keeper.go("/sop/")
    page.get_by_role("link", name=procedure, exact=False).first.click()
    page.get_by_role("button", name="Buat versi baru").click()
    keeper.go(re.sub(r"tinjau/.*", "jabatan/", keeper.page.url.removeprefix(keeper.home)))
    page.get_by_role("button", name="Tetapkan semua jabatan ini").click()
    page.get_by_role("button", name=re.compile("^Berlakukan versi")).click()
    expect(page.locator(".notice").first).to_contain_text("berlaku mulai sekarang")


#: kind of page -> who looks at it, and where: a fixed address or the name of one that was made
PAGES = {
    "sign in": ("", "/masuk/"),
    "full inbox": (KEEPER, "/"),
    "empty inbox": ("sekda.kalbar", "/"),
    "task without a branch": (KEEPER, "task"),
    "task with a branch": (REVIEWER, "branch"),
    "task of another, before a superior": (SUPERIOR, "branch"),
    "running case": (SUPERIOR, BEFORE_A_BRANCH),
    "finished case": (CLERK, "finished"),
    "task whose file is outside": (REVIEWER, "held task"),
    "the same before a superior": (SUPERIOR, "held task"),
    "case whose file is outside": (REVIEWER, "held case"),
    "case on an older version": (TIDY, "moved case"),
    "moving one case": (TIDY, "move"),
    "cases on older versions": (TIDY, "older"),
    "what was moved": (TIDY, "moved"),
    "list of cases": (KEEPER, "/berkas/"),
    "list that finds nothing": (KEEPER, "/berkas/?cari=tidakada"),
    "procedures to start": (KEEPER, "/berkas/mulai/"),
    "start of a case": (KEEPER, "start"),
    "teams by decree": (KEEPER, "/tim/"),
    "asking for a team": (KEEPER, "new team"),
    "calls to units": (KEEPER, "/permintaan/"),
    "procedures to ask of units": (KEEPER, "procedures to ask"),
    "a new call to units": (KEEPER, "new call"),
    "call to units": (KEEPER, "call"),
    "call to units that finds nothing": (KEEPER, "call none"),
    "library": (KEEPER, "/sop/"),
    "procedure": (KEEPER, "procedure"),
    "import": (KEEPER, "/sop/impor/"),
    "imported document": (KEEPER, "imported"),
    "import of a folder": (KEEPER, "/sop/impor/folder/"),
    "imported folder": (KEEPER, "folder"),
    "corrections": (KEEPER, "/sop/koreksi/"),
    "review": (KEEPER, "review"),
    "positions of a procedure": (KEEPER, "bind"),
    "office": (KEEPER, "/kantor/"),
    "position": (KEEPER, "position"),
    "people": (KEEPER, "/kantor/orang/"),
    "a new person": (KEEPER, "/kantor/orang/tambah/"),
    "look of documents": (KEEPER, "/kantor/tampilan-dokumen/"),
    "acting for another": (REVIEWER, "/kantor/bertindak-untuk/"),
    "working calendar": (KEEPER, "/kantor/kalender/?tahun=2027"),
    "working calendar of a year not entered": (KEEPER, "/kantor/kalender/?tahun=2028"),
    "working calendar for a reader": (SUPERIOR, "/kantor/kalender/"),
    "own working hours": (KEEPER, "/kantor/kalender/jam/"),
    "moved deadlines": (KEEPER, "moved"),
    "trail": (KEEPER, "/kantor/jejak/"),
    "webhooks": (KEEPER, "/kantor/webhook/"),
    "webhook": (KEEPER, "webhook"),
    "tokens": (KEEPER, "/token/"),
    "tokens of all": (KEEPER, "/token/semua/"),
    "addresses of the API": (KEEPER, "/api/v1/"),
    "notices": (REVIEWER, "/pemberitahuan/"),
    "what is late below": (SUPERIOR, "/terlambat/"),
    "what is late, for a keeper": (KEEPER, "/terlambat/"),
    "schedules": (KEEPER, "/jadwal/"),
    "a new schedule": (KEEPER, "new schedule"),
    "schedule": (KEEPER, "schedule"),
    "the rest": (KEEPER, "/lainnya/"),
    "password": (KEEPER, "/sandi/"),
    "no such page": (KEEPER, "/tidak-ada/"),
    "forbidden page": (SUPERIOR, "/sop/impor/"),
}


def loaded(page: Page, url: str) -> list[Response]:
    """Open `url` from an empty cache; everything that came with it."""
    came: list[Response] = []

    def keep(response: Response) -> None:
        came.append(response)

    page.on("response", keep)
    page.route("**/*", lambda route: route.continue_())  # a routed page uses no cache
    page.goto(url, wait_until="load")
    page.unroute("**/*")
    page.remove_listener("response", keep)
    return came


def unfold(page: Page) -> None:
    """Open what is folded away, so that it is looked at too."""
    page.locator("details:not([open])").evaluate_all("all => all.forEach(one => one.open = true)")


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} – {node['failureSummary'][:200]}"
        for one in found
        for node in one["nodes"]
    ]


def test_the_measure_finds_what_is_wrong(rooms):
    """A page with a field that has no label and with pale words is not passed."""
    page = rooms.at(KEEPER).page
    page.goto(rooms.at(KEEPER).home + "/lainnya/")
    page.locator("main").evaluate(
        "main => { main.append(document.createElement('input'), 'x'); main.style.color = '#ccc'; }"
    )
    found = " ".join(violations(page))
    assert "label" in found
    assert "color-contrast" in found


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_keeps_to_wcag_fits_the_screen_and_loads_little(rooms, kind, size):
    name, there = PAGES[kind]
    who = rooms.at(name)
    who.page.set_viewport_size(size)
    came = loaded(who.page, who.home + rooms.made.get(there, there))
    assert came
    assert not [one.url for one in came if not one.url.startswith(who.home)]
    assert sum(one.request.sizes()["responseBodySize"] for one in came) < HEAVIEST
    unfold(who.page)
    assert not violations(who.page)
    wide, room = who.page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
    assert wide <= room


def test_a_day_of_work_by_keyboard_alone(rooms, demo):
    """Sign in, open a task, tick what came, and return it with a reason."""
    page = rooms.sign_in("").page
    page.goto(demo.url)
    press_until(page, "input[name=username]")
    page.keyboard.type(REVIEWER)
    press_until(page, "input[name=password]")
    page.keyboard.type(demo.password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kotak Tugas")).to_be_visible()
    press_until(page, f"a.row:has-text('{BEFORE_A_BRANCH}')")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(BEFORE_A_BRANCH)
    press_until(page, "input[name=periksa]")
    page.keyboard.press("Space")
    expect(page.locator("input[name=periksa]").first).to_be_checked()
    press_until(page, "details.way-return summary")
    page.keyboard.press("Enter")
    press_until(page, "textarea[name=alasan]")
    page.keyboard.type("Dasar hukum belum lengkap.")
    press_until(page, "button.button-danger[name=jawaban]")
    page.keyboard.press("Enter")
    expect(page.locator(".notice").first).to_contain_text("dikembalikan")


def press_until(page: Page, target: str) -> None:
    """Press Tab until `target` has the focus, and see that the focus shows."""
    wanted = page.locator(target).first
    for _ in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            outline = wanted.evaluate("one => getComputedStyle(one).outlineStyle")
            assert outline != "none"
            return
    pytest.fail(f"Tab never comes to {target}")
