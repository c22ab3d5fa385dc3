"""Everything a check says is said in English too, and only the document stays Indonesian."""

import ast
import json
import pickle
import re
import tomllib
from pathlib import Path

import pytest

from tatalaksana.core.base.said import Said, in_words_of, worded
from tatalaksana.core.checks import run
from tatalaksana.core.checks.english import in_english
from tatalaksana.core.checks.finding import LABELS, Surroundings
from tatalaksana.core.checks.run import run_checks
from tatalaksana.core.checks.tables import table
from tests.core.checks.small import procedure

HERE = Path(run.__file__).parent
ENGLISH = table("english")["sentences"]
GAP = re.compile(r"\{\d\}")
QUOTED = re.compile(r'"[^"]*"')
#: words that no English sentence has, and no name of a regulation
INDONESIAN = re.compile(
    r"\b(yang|tidak|langkah|baris|dan|atau|pada|dengan|untuk|dari|ini|itu|adalah|belum|sudah|"
    r"kolom|tulis|isi|tambahkan|periksa|hapus|kepada|bukan|misalnya|identitas)\b",
    re.IGNORECASE,
)


def sentences_in(source):
    """Every pattern of `worded`, and every plain text given as `what` or `hint` of a finding."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "worded":
            yield from texts_of(node.args[0])
        if isinstance(node.func, ast.Attribute) and node.func.attr == "at" and len(node.args) == 4:
            for given in node.args[2:]:
                yield from texts_of(given)


def texts_of(node):
    if isinstance(node, ast.IfExp):
        yield from texts_of(node.body)
        yield from texts_of(node.orelse)
    elif isinstance(node, ast.Constant):
        yield node.value
    else:
        assert not isinstance(node, ast.JoinedStr), f"say it with worded(…): {ast.unparse(node)}"


@pytest.mark.parametrize("file", sorted(HERE.rglob("*.py")), ids=lambda file: file.stem)
def test_every_sentence_of_a_check_has_its_english(file):
    found = {text for text in sentences_in(file.read_text("utf-8")) if text}
    assert sorted(found - ENGLISH.keys()) == []


def test_english_has_the_same_gaps_and_says_something_else():
    for indonesian, english in ENGLISH.items():
        assert sorted(GAP.findall(indonesian)) == sorted(GAP.findall(english)), indonesian
        assert not INDONESIAN.search(QUOTED.sub("", english)), english


def test_every_label_has_its_english():
    assert set(LABELS.values()) <= ENGLISH.keys()


def test_what_took_the_place_of_a_regulation_is_a_name_or_has_its_english():
    for entry in table("repealed", "law")["regulation"]:
        assert not INDONESIAN.search(in_english(entry["by"])), entry["by"]


def all_findings():
    for file in sorted((Path(__file__).parent / "cases").glob("*.toml")):
        for case in tomllib.loads(file.read_text("utf-8")).values():
            siblings = tuple(procedure(one) for one in case.get("siblings", ()))
            yield from run_checks(procedure(case), Surroundings(siblings=siblings))


def test_no_finding_of_any_case_keeps_indonesian_words_outside_quotations():
    seen = 0
    for finding in all_findings():
        for text in (finding.place, finding.what, finding.hint):
            said = QUOTED.sub("", in_english(text))
            assert not INDONESIAN.search(said), (finding.check, said)
            seen += 1
    assert seen > 500


def test_a_sentence_is_the_text_it_says_whatever_it_knows_besides():
    sentence = worded("Kolom {0} dan {1}.", worded("baris {0}", 3), '"{x}"')
    assert sentence == 'Kolom baris 3 dan "{x}".'
    assert json.dumps(sentence) == json.dumps(str(sentence))
    assert hash(sentence) == hash(str(sentence))
    again = pickle.loads(pickle.dumps(sentence))
    assert isinstance(again, Said)
    assert again.values == sentence.values


def test_what_has_no_translation_stays_as_it_is():
    words = {"Kolom {0}.": "Column {0}.", "baris {0}": "row {0}"}
    assert in_words_of(words, worded("Kolom {0}.", worded("baris {0}", 3))) == "Column row 3."
    assert in_words_of(words, worded("Kolom {0}.", '"{0} baris"')) == 'Column "{0} baris".'
    assert in_words_of(words, worded("Lain {0}.", 1)) == "Lain 1."
    assert in_words_of(words, "Kolom {0} sebuah.") == "Kolom {0} sebuah."
