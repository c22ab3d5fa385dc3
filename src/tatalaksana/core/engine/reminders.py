"""When an open task speaks up: a warning, the deadline itself, and the two steps of escalation.

Source of every figure: data/reminders.toml.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from tatalaksana.core.base.errors import SettingError
from tatalaksana.core.base.worktime import Calendar, WorkingMinutes
from tatalaksana.core.engine.deadline import Clock


class Rung(StrEnum):
    """What is told of a task, in the order of its life."""

    ASSIGNED = "assigned"  #: it has reached a person
    HANDED = "handed"  #: somebody handed it to a person
    REMINDED = "reminded"  #: who asked many units reminds those who are late
    VACANT = "vacant"  #: it has reached a position that nobody holds
    ABSENT = "absent"  #: it lies with somebody who is away and for whom nobody stands in
    NO_STAND_IN = "no_standin"  #: so does work of a position that nobody is above
    INHERITED = "inherited"  #: it lay at a position that somebody has come to hold
    WARNING = "warning"  #: most of its time is used up
    DUE = "due"  #: its time is used up
    SUPERIOR = "superior"  #: it is late, and the superior of the position is told
    KEEPER = "keeper"  #: it is late still, and the keepers of procedures are told
    WITHDRAWN = "withdrawn"  #: it is gone: the click that had opened it was corrected
    REOPENED = "reopened"  #: it is open again: the click that had ended it was corrected
    ASKED = "asked"  #: an opinion is asked of somebody
    ANSWERED = "answered"  #: the opinion was given
    CALLED_OFF = "called_off"  #: the question was withdrawn
    PART = "part"  #: the step waits for the part of somebody who takes part in it
    CASE_LATE = "case_late"  #: the whole case is late, told to who opened it and the keepers
    PROPOSED = "proposed"  #: a team is proposed to the keepers of the office


#: what is told although the task it is about is done: that it is gone is the news, or it waits for
#: somebody else's decision
OF_GONE = frozenset({Rung.WITHDRAWN, Rung.CALLED_OFF, Rung.PROPOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """The table data/reminders.toml.

    Units: working minutes, but for what is a timedelta: that is time on the wall.
    Errors: SettingError TL900 for a share that is none, or a time kept or tried of nothing.
    """

    warning_used: Decimal  #: share of the budget, more than 0 and less than 1
    warning_last: WorkingMinutes
    warning_shortest: WorkingMinutes
    superior_after: WorkingMinutes
    keeper_after: WorkingMinutes
    crowd: int  #: people
    mailed: dict[str, frozenset[Rung]]  #: what goes out by e-mail too, by what a person chose
    standing_again: timedelta
    kept: timedelta  #: how long a notice and its e-mail are kept; days of the calendar
    tries: int  #: of one e-mail
    first_pause: timedelta  #: after the first refusal, doubled by each further one
    longest_mail: int  #: notices of one e-mail
    new_holder: timedelta  #: for how long somebody who began to hold a position is a new holder
    morning: time  #: from when on what waits is told of a working day, in the zone of the office

    def __post_init__(self) -> None:
        if not 0 < self.warning_used < 1:
            raise SettingError(f"warning.used = {self.warning_used} bukan bagian dari satu.")
        times, numbers = (self.kept, self.first_pause), (self.tries, self.longest_mail)
        if min(numbers) < 1 or min(times) <= timedelta():
            raise SettingError("kept.days dan angka-angka [sending] harus lebih dari nol.")


@lru_cache(maxsize=1)
def reminders() -> Reminders:
    """The table, read once."""
    text = (files("tatalaksana.core.engine") / "data" / "reminders.toml").read_text("utf-8")
    table = tomllib.loads(text, parse_float=Decimal)
    return Reminders(
        warning_used=table["warning"]["used"],
        warning_last=WorkingMinutes(table["warning"]["last"]),
        warning_shortest=WorkingMinutes(table["warning"]["shortest"]),
        superior_after=WorkingMinutes(table["superior"]["after"]),
        keeper_after=WorkingMinutes(table["keeper"]["after"]),
        crowd=table["assigned"]["crowd"],
        mailed={name: frozenset(map(Rung, rungs)) for name, rungs in table["mail"].items()},
        standing_again=timedelta(minutes=table["standing"]["again"]),
        kept=timedelta(days=table["kept"]["days"]),
        tries=table["sending"]["tries"],
        first_pause=timedelta(minutes=table["sending"]["first_pause"]),
        longest_mail=table["sending"]["longest"],
        new_holder=timedelta(days=table["inherited"]["days"]),
        morning=table["morning"]["at"],
    )


def moments(
    clock: Clock, due: datetime | None, calendar: Calendar, rules: Reminders
) -> dict[Rung, datetime]:
    """When each rung of an open task is reached; empty while its clock stands, or without one.

    The warning comes once both are true: its share of the budget is used, and no more than `last`
    working minutes are left.
    """
    if due is None or clock.since is None or clock.allowed is None:
        return {}
    found = {
        Rung.DUE: due,
        Rung.SUPERIOR: calendar.after_minutes(due, rules.superior_after),
        Rung.KEEPER: calendar.after_minutes(due, rules.keeper_after),
    }
    if clock.allowed.value >= rules.warning_shortest.value:
        found[Rung.WARNING] = calendar.after_minutes(clock.since, ahead_of_warning(clock, rules))
    return found


def ahead_of_warning(clock: Clock, rules: Reminders) -> WorkingMinutes:
    """The working minutes from the clock's last start to the warning; 0 when it is over already."""
    allowed = clock.allowed.value if clock.allowed else 0
    share = int((rules.warning_used * allowed).to_integral_value(ROUND_CEILING))
    used = max(share, allowed - rules.warning_last.value)
    return WorkingMinutes(max(0, used - clock.consumed.value))


def reached(found: dict[Rung, datetime], now: datetime) -> tuple[Rung, ...]:
    """The rungs reached by `now`, in their order.

    A warning is none any more once the time is over.
    """
    return tuple(
        rung
        for rung in Rung
        if rung in found
        and found[rung] <= now
        and not (rung is Rung.WARNING and found[Rung.DUE] <= now)
    )


def next_after(found: dict[Rung, datetime], now: datetime) -> datetime | None:
    """The next rung's moment after `now`; None when all are reached."""
    return min((moment for moment in found.values() if moment > now), default=None)
