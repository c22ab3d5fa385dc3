"""The manual of all checks, from their docstrings; `python -m` it to renew docs/checks.md."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from tatalaksana.core.checks.finding import Check, Weight
from tatalaksana.core.checks.run import all_checks

FAMILIES = {
    "FL": "Flow: the order, the ways, the performers, what goes in and out",
    "ID": "Identity: the block before the table",
    "LW": "Law: the legal basis",
    "WD": "Words: spelling, names, sentences copied from elsewhere",
}
WEIGHTS = {Weight.ERROR: "error", Weight.WARNING: "warning", Weight.NOTE: "note"}
HEAD = """# Checks

What `tatalaksana check` looks for. Each check is one file below `core/checks`, named by its rule;
the text here is its docstring, the examples it is tested with stand in `tests/core/checks/cases`.
The id stays for ever and is what `--only` and `--silence` take. An *error* contradicts a rule or
the document itself; with a *warning* the procedure may run, but people will stumble; a *note* is
worth a look.

This file is written by `python -m tatalaksana.core.checks.manual > docs/checks.md`.
"""


def docstring(check: Check) -> str:
    """The docstring of the module a check stands in."""
    return (sys.modules[check.find.__module__].__doc__ or "").strip()


def manual(checks: Iterable[Check]) -> str:
    """Return the manual as Markdown, family by family."""
    parts = [HEAD]
    family = ""
    for check in checks:
        if check.id[:2] != family:
            family = check.id[:2]
            parts.append(f"## {FAMILIES[family]}\n")
        title, _, examples = docstring(check).partition("\n\n")
        wrong, right = examples.replace("\n", " ").split(" Right: ", 1)
        parts.append(
            f"### {title.rstrip('.')}\n\n"
            f"`{check.name}`, {WEIGHTS[check.weight]}. Source: {check.source}.\n\n"
            f"- Wrong: {wrong.removeprefix('Wrong: ').strip()}\n- Right: {right.strip()}\n"
        )
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(manual(all_checks()))
