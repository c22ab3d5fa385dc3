"""The docstrings of the checks are their manual, and docs/checks.md is that manual."""

import re
from pathlib import Path

import pytest

from tatalaksana.core.checks.manual import docstring, manual
from tatalaksana.core.checks.run import all_checks

DOCS = Path(__file__).parents[3] / "docs/checks.md"
FORM = re.compile(r"(?P<id>[A-Z]{2}\d{3}): [^\n]+\.\n\nWrong: .+\nRight: .+", re.S)


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.id)
def test_a_docstring_says_one_line_then_wrong_then_right(check):
    form = FORM.fullmatch(docstring(check))
    assert form
    assert form["id"] == check.id


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.id)
def test_a_check_is_named_by_its_family_and_its_file(check):
    family, file = check.find.__module__.split(".")[-2:]
    assert check.name == f"{family}.{file}"
    assert check.source


def test_the_manual_in_docs_is_up_to_date():
    assert DOCS.read_text("utf-8") == manual(all_checks()), (
        "renew it: python -m tatalaksana.core.checks.manual > docs/checks.md"
    )
