"""The docstrings of the checks are their manual, and docs/checks.md is that manual."""

import re
from pathlib import Path

from tatalaksana.core.checks.manual import docstring, manual
from tatalaksana.core.checks.run import all_checks

DOCS = Path(__file__).parents[3] / "docs/checks.md"
FORM = re.compile(r"(?P<id>[A-Z]{2}\d{3}): [^\n]+\.\n\nWrong: .+\nRight: .+", re.S)


def test_a_docstring_says_one_line_then_wrong_then_right():
    for check in all_checks():
        form = FORM.fullmatch(docstring(check))
        assert form, check.name
        assert form["id"] == check.id


def test_a_check_is_named_by_its_family_and_its_file():
    for check in all_checks():
        family, file = check.find.__module__.split(".")[-2:]
        assert check.name == f"{family}.{file}"
        assert check.source


def test_the_manual_in_docs_is_up_to_date():
    assert DOCS.read_text("utf-8") == manual(all_checks()), (
        "renew it: python -m tatalaksana.core.checks.manual > docs/checks.md"
    )
