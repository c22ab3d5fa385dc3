"""The documents keep up with the code, with each other, and with the files they speak of."""

import importlib
import pkgutil
import re
import shlex
import subprocess
from functools import cache
from pathlib import Path

import pytest

import tatalaksana
from tatalaksana.core.base.discover import discover
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.entrypoints.cli import commands
from tatalaksana.entrypoints.cli.command import Command
from tatalaksana.entrypoints.cli.main import main

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/tatalaksana"
PACKAGE = "tatalaksana."
CODE = re.compile(r"\bTL\d{3}\b")
RAISED_BY_DATABASE = re.compile(r"errcode = '(TL\d{3})'")
FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
HEADING = re.compile(r"^#+(?= )", re.M)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
ELSEWHERE = re.compile(r"[a-z]+:|#")
HOME = re.compile(r"(?<![\w.~:/-])/(?:root|work|home/\w+|Users/\w+|tmp)/")
SHORTENED = "…"
LARGEST_PICTURE = 200_000  #: bytes; the pages are read over weak networks

TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    if name and (ROOT / name).is_file()
]
PAGES = [file for file in TRACKED if file.suffix == ".md"]
BOTH = [ROOT / "README.md", ROOT / "README.id.md"]


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@cache
def errors_of_program() -> tuple[type[TatalaksanaError], ...]:
    """Every class of error; importing the modules makes them known."""
    for module in pkgutil.walk_packages(tatalaksana.__path__, PACKAGE):
        last = module.name.rsplit(".", 1)[-1]
        if ".migrations" not in module.name and last not in ("__main__", "wsgi"):
            importlib.import_module(module.name)
    found: list[type[TatalaksanaError]] = []
    ahead = [TatalaksanaError]
    while ahead:
        found.append(ahead.pop())
        below = found[-1].__subclasses__()
        ahead += [one for one in below if one.__module__.startswith(PACKAGE)]
    return tuple(found)


def codes_of_database() -> set[str]:
    files = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.sql")]
    return {code for file in files for code in RAISED_BY_DATABASE.findall(file.read_text("utf-8"))}


def rows_of_errors() -> dict[str, str]:
    """Code -> class, from the table."""
    rows = {}
    for line in (ROOT / "docs/errors.md").read_text("utf-8").splitlines():
        if row := re.match(r"\| (TL\d{3}) \| ([^|]+) \|", line):
            assert row[1] not in rows, f"{row[1]} stands twice in docs/errors.md"
            rows[row[1]] = row[2].strip("`* ")
    return rows


def test_every_error_has_a_code_of_its_own():
    without = [one.__name__ for one in errors_of_program() if "code" not in vars(one)]
    assert not without, f"no code of their own: {without}"
    codes = sorted((one.code, one.__name__) for one in errors_of_program())
    assert len({code for code, _ in codes}) == len(codes), codes


def test_every_error_code_stands_in_the_documents_and_no_other():
    documented = rows_of_errors()
    known = {one.code for one in errors_of_program()} | codes_of_database()
    assert set(documented) == known
    assert {code: documented[code] for code in documented if documented[code] != "database"} == {
        one.code: one.__name__ for one in errors_of_program()
    }


def test_an_error_row_says_in_both_languages_what_to_do():
    for line in (ROOT / "docs/errors.md").read_text("utf-8").splitlines():
        if CODE.match(line.removeprefix("| ")):
            _, english, indonesian = (part.strip() for part in line.strip("| ").rsplit("|", 2))
            assert english.endswith("."), line
            assert indonesian.endswith("."), line


def test_no_code_is_spoken_of_that_does_not_exist():
    known = {one.code for one in errors_of_program()} | codes_of_database()
    spoken = {code: named(page) for page in PAGES for code in CODE.findall(page.read_text("utf-8"))}
    assert {code: page for code, page in spoken.items() if code not in known} == {}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_to_a_file(page: Path):
    text = FENCE.sub("", page.read_text("utf-8"))
    missing = [
        target
        for target in LINK.findall(text)
        if not ELSEWHERE.match(target) and not (page.parent / target.split("#")[0]).exists()
    ]
    assert not missing, f"{named(page)} links to {missing}"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_page_names_a_folder_of_the_machine_it_was_written_on(page: Path):
    assert not HOME.findall(page.read_text("utf-8"))


def test_no_file_names_the_folder_the_repository_lies_in():
    here = re.compile(rf"(?<![\w.]){re.escape(str(ROOT))}(?![\w-])".encode())
    assert [named(file) for file in TRACKED if here.search(file.read_bytes())] == []


def test_both_readmes_have_the_same_headings():
    levels = [HEADING.findall(FENCE.sub("", page.read_text("utf-8"))) for page in BOTH]
    assert levels[0] == levels[1]


def test_both_readmes_show_the_same_commands_and_output():
    shown = [FENCE.findall(page.read_text("utf-8")) for page in BOTH]
    assert shown[0]
    assert shown[0] == shown[1]


def test_both_readmes_show_the_same_pictures():
    shown = [re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text("utf-8")) for page in BOTH]
    assert len(shown[0]) == 2
    assert shown[0] == shown[1]


def test_a_picture_is_small_enough_for_a_weak_network():
    pictures = list((ROOT / "docs/pictures").iterdir())
    assert pictures
    assert [one.name for one in pictures if one.stat().st_size >= LARGEST_PICTURE] == []


def test_every_page_of_how_to_is_reached_from_a_readme():
    both = " ".join(page.read_text("utf-8") for page in BOTH)
    lost = [one.name for one in (ROOT / "docs/how-to").glob("*.md") if one.name not in both]
    assert not lost


def test_the_glossary_is_in_alphabetical_order():
    lines = (ROOT / "docs/glossary.md").read_text("utf-8").splitlines()
    terms = [line.split("|")[1].strip(" *`").casefold() for line in lines if line.startswith("| ")]
    assert len(terms) > 30
    assert terms[1:] == sorted(terms[1:])


def test_every_code_name_of_the_glossary_is_in_the_code():
    source = " ".join(file.read_text("utf-8") for file in SOURCE.rglob("*.py"))
    known = set(re.findall(r"\w+", source))
    rows = (ROOT / "docs/glossary.md").read_text("utf-8").splitlines()
    names = [name for row in rows for name in re.findall(r"`([\w.]+)`", row.partition(" | ")[0])]
    assert len(names) > 30
    assert [name for name in names if not known.issuperset(name.split("."))] == []


def test_the_examples_of_the_readme_print_what_they_show(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(ROOT / "data")
    examples = [block for block in FENCE.findall(BOTH[0].read_text("utf-8")) if "$ " in block]
    assert len(examples) == 7
    for example in examples:
        command, *lines = example.splitlines()[1:-1]
        assert command.startswith("$ .venv/bin/tatalaksana ")
        assert main(shlex.split(command)[2:]) in (0, 1)
        out, err = capsys.readouterr()
        printed = iter((err + out).splitlines())
        for line in lines:
            assert line == SHORTENED or line in printed, f"{command}: {line}"


def test_every_command_the_documents_name_is_one_the_program_has():
    known = {command.name for command in discover(commands, "COMMAND", Command)}
    pages = [*BOTH, *(ROOT / "docs/how-to").glob("*.md")]
    for page in pages:
        for block in FENCE.findall(page.read_text("utf-8")):
            for name in re.findall(r"bin/tatalaksana ([a-z-]+)", block):
                assert name in known, f"{named(page)}: tatalaksana {name}"


def test_every_make_target_the_documents_name_is_in_the_makefile():
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    pages = [*BOTH, ROOT / "CONTRIBUTING.md", *(ROOT / "docs/how-to").glob("*.md")]
    for page in pages:
        for name in re.findall(r"(?:`|^|\$ )make ([a-z-]+)", page.read_text("utf-8"), re.M):
            assert name in known, f"{named(page)}: make {name}"


def test_the_how_to_of_installing_names_every_environment_variable():
    settings = (SOURCE / "project/settings.py").read_text("utf-8")
    names = set(re.findall(r'(?:required\(|environ\.get\()\s*"([A-Z_]+)"', settings))
    text = (ROOT / "docs/how-to/pasang.md").read_text("utf-8")
    assert names
    assert {name for name in names if f"`{name}`" not in text} == set()
