"""English is complete, and what is compiled is what is written."""

import re
import struct
from gettext import GNUTranslations
from io import BytesIO

from tatalaksana.project.translations import CATALOGUE, WEB, compiled, entries

TEXT = CATALOGUE.read_text("utf-8")
SENTENCES = [entry for entry in entries(TEXT) if entry.ids != [""]]
IN_TEMPLATE = re.compile(r"""\{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""")
IN_CODE = re.compile(
    r"""\b(?:_|gettext|gettext_lazy|gettext_noop)\(\s*"((?:[^"\\]|\\.)+)"\s*[,)]"""
)
PLACE = re.compile(r"%\((\w+)\)")


def test_every_sentence_has_its_english():
    assert not [entry.ids[0] for entry in SENTENCES if not entry.complete]
    assert len(SENTENCES) > 300


def test_what_is_compiled_matches_what_is_written():
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled(TEXT)


def test_no_sentence_of_the_pages_is_missing_from_the_catalogue():
    known = {text for entry in SENTENCES for text in entry.ids}
    used = set()
    for path in (WEB / "templates").rglob("*.html"):
        found = IN_TEMPLATE.findall(path.read_text("utf-8"))
        used |= {(a or b).replace("%", "%%") if "%" in (a or b) else a or b for a, b in found}
    for path in WEB.rglob("*.py"):
        used |= set(IN_CODE.findall(path.read_text("utf-8")))
    assert not used - known


def test_english_keeps_the_places_for_values():
    for entry in SENTENCES:
        wanted = set(PLACE.findall(entry.ids[0]))
        for text in entry.texts:
            assert set(PLACE.findall(text)) == wanted, entry.ids[0]


def test_the_compiled_file_is_read_by_the_standard_library():
    catalogue = GNUTranslations(BytesIO(compiled(TEXT)))
    assert catalogue.gettext("Kotak Tugas") == "Task box"
    assert catalogue.ngettext("%(n)s jam", "%(n)s jam", 1) == "%(n)s hour"
    assert catalogue.ngettext("%(n)s jam", "%(n)s jam", 2) == "%(n)s hours"
    assert catalogue.pgettext("length of time", "tidak disebut") == "not stated"
    assert struct.unpack("<I", compiled(TEXT)[:4]) == (0x950412DE,)
