"""Ask that a team be formed, or changed, by the decree that this case issues."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from tatalaksana.apps.cases.linking import parent_task
from tatalaksana.apps.cases.models import CaseDocument, Team, TeamDecree
from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.teams import decree_by_click
from tatalaksana.apps.cases.writing import Actor, note
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import people_of
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid, NotFound
from tatalaksana.apps.shared.texts import one_line
from tatalaksana.core.engine.events import DOCUMENT, TEAM, Kind
from tatalaksana.core.engine.teams import Composition

NAME_LENGTH = 120  #: letters


@action("cases.ask_team")
def ask_team(
    holder: Holder,
    *,
    task: int,
    composition: Composition,
    document: int,
    team: int | None,
    key: UUID,
    now: datetime,
) -> TeamDecree:
    """Ask a keeper of the office to form the team, or to change `team`, by `document` of the case.

    Whoever has the open `task` asks; nothing changes until a keeper approves. The same `key` asks
    once.
    Errors: NotFound TL602 for a foreign task, team, person or document of another case; NotYours
    TL601; AlreadyDone TL304; Suspended TL309; MovedOn TL604; Invalid TL603 while the same is asked;
    TeamRefused TL314 for a name of signs that nobody can read.
    """
    before = open_task(holder, task, now)
    repeated = decree_by_click(holder, before.case, key)
    if repeated is not None:
        return repeated
    composition = replace(composition, name=one_line(composition.name))
    found, acting = parent_task(holder, task, now)
    wanted = set(composition.everybody)
    if people_of(holder.agency).filter(pk__in=wanted).count() < len(wanted):
        raise NotFound("Salah satu orang itu tidak ada di instansi Anda.")
    papers = CaseDocument.objects.filter(agency=holder.agency, case=found.case, document=document)
    if not papers.exists():
        raise NotFound("Dokumen itu tidak ada dalam berkas ini.")
    if team is not None and not Team.objects.filter(agency=holder.agency, pk=team).exists():
        raise NotFound("Tim itu tidak ada di instansi Anda.")
    asked = TeamDecree.objects.filter(agency=holder.agency, case=found.case, decided_at=None)
    if any(one.composition["name"] == composition.name for one in asked):
        raise Invalid(
            "Tim ini sudah diusulkan dari berkas ini.", hint="Tunggu keputusan pengelola kantor."
        )
    actor = Actor(holder=holder, acting_as=acting, key=key, now=now)
    told = {TEAM: composition.told(), DOCUMENT: document}
    seq = note(actor, found, Kind.TEAM_ASKED, found.clock, due=found.due_at, data=told)
    return TeamDecree.objects.create(
        agency_id=holder.agency,
        case_id=found.case,
        seq=seq,
        team_id=team,
        document_id=document,
        composition=composition.told(),
        asked_by_id=holder.person,
        position_id=acting,
        asked_at=now,
    )
