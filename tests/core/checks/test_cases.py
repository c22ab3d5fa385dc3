"""Every check finds what is wrong and is silent where all is well (cases/*.toml)."""

import tomllib
from pathlib import Path

import pytest

from tatalaksana.core.checks.finding import Surroundings
from tatalaksana.core.checks.run import all_checks, fix, run_checks
from tests.core.checks.small import procedure

FOLDER = Path(__file__).parent / "cases"
CHECKS = {check.id: check for check in all_checks()}
CASES = [
    (file.stem, name, case)
    for file in sorted(FOLDER.glob("*.toml"))
    for name, case in tomllib.loads(file.read_text("utf-8")).items()
]


def findings_of(id_, case):
    around = Surroundings(siblings=tuple(procedure(one) for one in case.get("siblings", ())))
    return run_checks(procedure(case), around, checks=[CHECKS[id_]])


@pytest.mark.parametrize(("id_", "name", "case"), CASES, ids=[f"{i}-{n}" for i, n, _ in CASES])
def test_a_check_finds_what_is_wrong_and_nothing_else(id_, name, case):
    found = findings_of(id_, case)
    assert [finding.row or 0 for finding in found] == case["finds"], found
    assert {finding.check for finding in found} <= {id_}
    if "weight" in case:
        assert {finding.weight for finding in found} == {case["weight"]}
    for words in case.get("says", ()):
        assert any(words in finding.what for finding in found)


MENDED = [one for one in CASES if "mended" in one[2]]


@pytest.mark.parametrize(("id_", "name", "case"), MENDED, ids=[f"{i}-{n}" for i, n, _ in MENDED])
def test_a_certain_mend_gives_the_right_text_and_leaves_the_rest(id_, name, case):
    expected = dict(case) | {key: value for key, value in case["mended"].items() if key != "steps"}
    if "steps" in case:
        changes = case["mended"].get("steps", [{}] * len(case["steps"]))
        expected["steps"] = [old | new for old, new in zip(case["steps"], changes, strict=True)]
    assert fix(procedure(case), findings_of(id_, case)) == procedure(expected)


def test_every_check_has_a_wrong_and_a_right_example():
    for id_ in CHECKS:
        finds = [case["finds"] for one, _, case in CASES if one == id_]
        assert any(finds), f"{id_} has no wrong example"
        assert [] in finds, f"{id_} has no right example"


def test_no_case_file_speaks_of_an_unknown_check():
    assert {id_ for id_, _, _ in CASES} <= set(CHECKS)
