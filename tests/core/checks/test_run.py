"""Asking the checks and mending: the same answer twice, and what is mended stays mended."""

import json
import time
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tatalaksana.core.checks.finding import Check, Surroundings
from tatalaksana.core.checks.run import all_checks, fix, run_checks
from tatalaksana.core.procedure.exchange import procedure_from
from tests.core.checks.small import procedure

GOLD = sorted((Path(__file__).parents[3] / "data/gold/procedures").glob("*.json"))
PROCEDURES = {file.stem: procedure_from(json.loads(file.read_text("utf-8"))) for file in GOLD}
SLOWEST = 0.020  #: seconds for all checks on one procedure
WORDS = [
    "ke", "kepada", "kpd", "yg", "dr", "di", "nya", "paraf", "tanda", "tangani", "tangan",
    "ditanda", "diposisi", "Disposisi", "Mendatangi", "surat", "selajutnya", "BARAT", "Barat",
    "Analis", "Analisis", "Jabatan", "Staf", "Kabag", "Kabag.", "Umum", "Kepala", "Bagian",
    "Kasubag", "jika", "SOP", "maka", "tidak", "Menyusun", "menyusun", "draft", "dan", ",",
    "untuk", "ijin", "Sekretaris", "Daerah",
]  # fmt: skip
EXAMPLES = settings(max_examples=25, deadline=None)  # each asks sixty checks, some of them twice
TEXT = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
TEXTS = st.lists(TEXT, max_size=2)
COLUMNS = st.lists(
    st.sampled_from(["Kabag Umum", "Analisis Jabatan", "Analis Jabatan", "Ka. Subag", "Sekda"]),
    unique=True,
)


@st.composite
def faulty(draw):
    """A procedure with plenty of mendable faults."""
    columns = draw(COLUMNS)
    steps = [
        {
            "no": draw(st.none() | st.sampled_from("123")),
            "do": draw(TEXTS),
            "by": draw(st.lists(st.sampled_from(columns), max_size=1)) if columns else [],
            "in": draw(TEXTS),
            "out": draw(TEXTS),
            "note": draw(TEXT),
        }
        for _ in range(draw(st.integers(0, 4)))
    ]
    return procedure(
        {
            "title": draw(TEXT),
            "agency": draw(TEXTS),
            "warning": draw(TEXTS),
            "performers": columns,
            "steps": steps,
        }
    )


ANY = st.text(max_size=12)
ANYS = st.lists(ANY, max_size=2)


@st.composite
def strange(draw):
    """A procedure of any texts and any ways."""
    rows = draw(st.integers(0, 3))
    steps = [
        {
            "no": draw(st.none() | ANY),
            "do": draw(ANYS),
            "by": draw(ANYS),
            "in": draw(ANYS),
            "out": draw(ANYS),
            "time": draw(ANY),
            "note": draw(ANY),
            "on": draw(st.none() | st.integers(-1, 5)),
            "back": draw(st.none() | st.integers(-1, 5)),
        }
        for _ in range(rows)
    ]
    lists = ("agency", "legal_basis", "qualifications", "related", "warning", "performers")
    approver = {part: draw(ANY) for part in ("position", "name", "nip")}
    return procedure(
        {key: draw(ANYS) for key in lists}
        | {"title": draw(ANY), "number": draw(ANY), "approved_by": approver, "steps": steps}
    )


def siblings_of(name):
    """The other gold procedures of the same document."""
    others = (one for file, one in PROCEDURES.items() if file[:3] == name[:3] and file != name)
    return Surroundings(siblings=tuple(others))


@EXAMPLES
@given(strange() | faulty())
def test_mending_twice_is_mending_once(old):
    findings = run_checks(old)
    mended = fix(old, findings)
    assert fix(mended, findings) == mended


def comes_back(old):
    """The mendable findings that are still there, word for word, after mending."""
    findings = [one for one in run_checks(old) if one.fix]
    after = run_checks(fix(old, findings))
    kept = {(one.check, one.row, one.field, one.what) for one in after if one.fix}
    return [one for one in findings if (one.check, one.row, one.field, one.what) in kept]


@EXAMPLES
@given(strange() | faulty())
def test_what_was_mended_does_not_come_back(old):
    assert comes_back(old) == []


@pytest.mark.parametrize("name", PROCEDURES)
def test_real_procedures_mended_have_nothing_left_to_mend(name):
    mended = fix(PROCEDURES[name], run_checks(PROCEDURES[name], siblings_of(name)))
    assert [one for one in run_checks(mended, siblings_of(name)) if one.fix] == []


@pytest.mark.parametrize("name", PROCEDURES)
def test_two_runs_agree_and_are_ordered_by_row_then_check(name):
    first = run_checks(PROCEDURES[name], siblings_of(name))
    second = run_checks(PROCEDURES[name], siblings_of(name))
    assert [one.plain() for one in first] == [one.plain() for one in second]
    order = [(one.row or 0, one.check) for one in first]
    assert order == sorted(order)


@EXAMPLES
@given(strange() | faulty())
def test_no_procedure_makes_a_check_stumble(old):
    assert all(one.what and one.hint and one.source for one in run_checks(old))


def test_a_silenced_check_says_nothing():
    old = procedure({"steps": [{"do": "Menyusun"}]})
    assert "FL016" in {one.check for one in run_checks(old)}
    assert "FL016" not in {one.check for one in run_checks(old, silenced=frozenset({"FL016"}))}


def test_an_old_id_still_silences_its_check():
    old = procedure({})
    here = Check(
        id="XX001",
        name="x",
        source="x",
        formerly=("K12",),
        find=lambda _p, _s: [here.at(1, "no", "x", "x")],
    )
    assert len(run_checks(old, checks=[here])) == 1
    assert run_checks(old, checks=[here], silenced=frozenset({"K12"})) == ()


def test_an_id_belongs_to_one_check():
    owners = defaultdict(list)
    for check in all_checks():
        for id_ in (check.id, *check.formerly):
            owners[id_].append(check.name)
    assert {id_: names for id_, names in owners.items() if len(names) > 1} == {}


def test_all_checks_on_one_procedure_take_less_than_twenty_milliseconds():
    longest = max(PROCEDURES, key=lambda name: len(PROCEDURES[name].steps))
    run_checks(PROCEDURES[longest], siblings_of(longest))
    taken = []
    for _ in range(5):
        start = time.process_time()
        run_checks(PROCEDURES[longest], siblings_of(longest))
        taken.append(time.process_time() - start)
    assert min(taken) < SLOWEST
