"""The time line of the case page: each event with the words the page needs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tatalaksana.apps.cases.history import Moment
from tatalaksana.apps.cases.policy import UNSEEN
from tatalaksana.apps.library.queries import kept_plan, versions_of
from tatalaksana.apps.office.delegations import names_of
from tatalaksana.apps.office.queries import positions_of
from tatalaksana.core.engine.events import (
    ANSWERS,
    CHILDREN,
    LABEL,
    NUMBER,
    OWN_DRAFT,
    POSITIONS,
    RETURNS,
    TEAM,
    TO,
    VERSION,
    Kind,
)
from tatalaksana.entrypoints.web.cases.superior import went_straight

#: the kinds that the style sheet and the signs know by a name of their own
LOOKS = {
    Kind.RETURNED: "returned",
    Kind.SENT_BACK: "returned",
    Kind.HELD: "held",
    Kind.RELEASED: "open",
    Kind.RESCHEDULED: "plain",
    Kind.MOVED: "moved",
    Kind.ADDRESSED: "plain",
    Kind.SUSPENDED: "held",
    Kind.RESUMED: "open",
    Kind.LINKED: "plain",
    Kind.UNAWAITED: "plain",
    Kind.CONSULTED: "plain",
    Kind.OPINION: "plain",
    Kind.CALLED_OFF: "plain",
    Kind.TOOK_PART: "done",
    Kind.SET_ASIDE: "plain",
    Kind.TEAM_ASKED: "plain",
    Kind.TEAM_FORMED: "done",
    Kind.ATTACHED: "plain",
    Kind.CANCELLED: "void",
    Kind.CORRECTED: "open",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One line of the time line: what happened, and its words in the procedure."""

    moment: Moment
    words: str  #: the button that was pressed; "" where none was
    straight: bool  #: a return that wants the mended file back without the steps between
    version: int | None  #: the number of the version it happened by; None = the present one
    to_version: int | None  #: the number of the version the case was moved to
    was: datetime | None  #: the deadline before it was computed anew
    due: datetime | None  #: and after
    left_was: int | None  #: what was left of the time of a clock that stands; working minutes
    left: int | None  #: and after
    children: int  #: how many cases were linked, or are not waited for any more
    team: str  #: the name of a team it tells of
    seats: tuple[str, ...]  #: whose part of a step several do it tells of
    own_draft: bool  #: judged by who made the draft, for nobody else could
    unseen: bool  #: by a keeper of procedures who may not read the case
    paper: str  #: what a document that came is there for; "" = none came
    paper_version: int  #: which version of it
    to_name: str  #: to whom the step was addressed; "" = to all who hold its position

    @property
    def look(self) -> str:
        """How the style sheet calls it."""
        if self.moment.void or self.moment.corrected:
            return "void"
        return LOOKS.get(Kind(self.moment.event.kind), "done")

    @property
    def took(self) -> bool:
        """Whether the step was ended by it, so that its working time counts."""
        if self.moment.corrected:
            return False
        return self.moment.event.kind in ANSWERS or self.moment.event.kind == Kind.SENT_BACK


def deeds_of(case: Any, timeline: Sequence[Moment]) -> tuple[Deed, ...]:
    """The time line with the words of the buttons, the latest first."""
    numbers: dict[int, int] = {}
    if any(moment.event.kind == Kind.MOVED for moment in timeline):
        versions = versions_of(case.agency_id, case.version.procedure_id)
        numbers = dict(versions.values_list("pk", "number"))
    given = {json.loads(moment.event.data).get(TO) for moment in timeline}
    names = names_of(case.agency_id, (person for person in given if person))
    lines = [deed(case, moment, numbers, names) for moment in reversed(timeline)]
    aside = [line for line in lines if line.moment.event.kind == Kind.SET_ASIDE]
    if not aside:
        return tuple(lines)
    seats = seats_in(case.agency_id, aside)
    return tuple(replace(line, seats=seats.get(line.moment.event.seq, ())) for line in lines)


def seats_in(agency: int, lines: Sequence[Deed]) -> dict[int, tuple[str, ...]]:
    """The names of the positions each of `lines` tells of, by the number of its event."""
    told = {one.moment.event.seq: json.loads(one.moment.event.data)[POSITIONS] for one in lines}
    wanted = {position for positions in told.values() for position in positions}
    names = dict(positions_of(agency).filter(pk__in=wanted).values_list("pk", "name"))
    return {seq: tuple(names[one] for one in positions) for seq, positions in told.items()}


def deed(case: Any, moment: Moment, numbers: dict[int, int], names: Mapping[int, str]) -> Deed:
    """One line; `numbers` of the versions by their keys, empty when the case never moved.

    `names` are of the people a step was addressed to.
    """
    event, said = moment.event, ""
    data = json.loads(event.data)
    if event.kind in ANSWERS:
        words = kept_plan(case.agency_id, moment.version).step(event.row).words
        said = words.refuse if event.kind in RETURNS else words.accept
    moved = event.kind == Kind.MOVED
    timed = event.kind == Kind.RESCHEDULED
    stands = timed and data.get("was") == data.get("due")
    other = moment.version != case.version_id and event.row and not moved
    return Deed(
        moment=moment,
        words=said,
        straight=went_straight(moment),
        version=numbers.get(moment.version) if other else None,
        to_version=numbers.get(data[VERSION]) if moved else None,
        was=datetime.fromisoformat(data["was"]) if timed and data.get("was") else None,
        due=datetime.fromisoformat(data["due"]) if timed and data.get("due") else None,
        left_was=data.get("left_was") if stands else None,
        left=data.get("left") if stands else None,
        children=len(data.get(CHILDREN, ())),
        team=data.get(TEAM, {}).get("name", ""),
        seats=(),
        own_draft=OWN_DRAFT in data,
        unseen=UNSEEN in data,
        paper=data.get(LABEL, ""),
        paper_version=data.get(NUMBER, 0),
        to_name=names.get(data.get(TO) or 0, ""),
    )
