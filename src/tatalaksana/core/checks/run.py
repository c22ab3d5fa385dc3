"""Asking the checks, and applying what they are certain of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tatalaksana.core.base.discover import discover
from tatalaksana.core.base.errors import SettingError
from tatalaksana.core.checks import flow, identity, law, words
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.procedure.model import Procedure

FAMILIES = (flow, identity, law, words)
ALONE = Surroundings()
MOST_ROUNDS = 10  #: mends shorten or settle a text; more rounds than any text of an office needs


@cache
def all_checks() -> tuple[Check, ...]:
    """Return every check of every family, in the order of their ids.

    Errors: SettingError TL900 when two checks claim one id.
    """
    found = [check for family in FAMILIES for check in discover(family, "CHECK", Check)]
    ids = [id_ for check in found for id_ in (check.id, *check.formerly)]
    if len(ids) != len(set(ids)):
        raise SettingError(f"Nomor pemeriksaan dipakai dua kali: {sorted(ids)}.")
    return tuple(sorted(found, key=lambda check: check.id))


def run_checks(
    procedure: Procedure,
    surroundings: Surroundings = ALONE,
    checks: Iterable[Check] | None = None,
    silenced: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Return what the checks find, ordered by row (identity first), then by check.

    `silenced` are ids, old ones included. Two runs agree line by line. Errors: none of its own;
    a check that raises is a bug and shows.
    """
    asked = all_checks() if checks is None else checks
    found = {
        (finding.row or 0, finding.check, finding.field, finding.what): finding
        for check in asked
        if silenced.isdisjoint((check.id, *check.formerly))
        for finding in check.find(procedure, surroundings)
    }
    return tuple(found[key] for key in sorted(found))


def fix(procedure: Procedure, findings: Iterable[Finding]) -> Procedure:
    """Return the procedure with every certain mend of `findings` applied, in their order.

    One mend may open the way for another ("kpd nya" -> "kepada nya" -> "kepadanya"), so they are
    applied again until nothing changes; doing it twice changes nothing more.
    """
    mends = [finding.fix for finding in findings if finding.fix is not None]
    for _ in range(MOST_ROUNDS):
        before = procedure
        for mend in mends:
            procedure = mend(procedure)
        if procedure == before:
            break
    return procedure
