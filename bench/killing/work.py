"""What the office works by: its people, two SOPs, their programs, and who is told of events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from bench.killing.deeds import DECIDES
from bench.killing.office import Office
from bench.killing.sending import PASSWORD
from bench.steps import NOW, STEPS, document, make_office


@dataclass(frozen=True, slots=True)
class Work:
    """An office that is ready."""

    agency: int
    versions: tuple[int, int]  #: in force: one without returns, one that decides
    tokens: dict[str, str]  #: by user name, in the order of the rows


def filled(office: Office, receiver: str) -> Work:
    """Make every table, an agency with ten people, two SOPs, and a webhook to `receiver`."""
    import django
    from django.contrib.auth.hashers import make_password
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    from tatalaksana.apps.access.actions.make_token import make_token
    from tatalaksana.apps.hooks.actions.add_hook import add_hook
    from tatalaksana.apps.office.queries import holder_of
    from tatalaksana.core.engine.events import Kind
    from tatalaksana.entrypoints.jobs.tasks import tell_tasks

    agency, linear, accounts = make_office()
    office.ask("update office_account set password = %s", make_password(PASSWORD))
    office.ask("update office_person set email = 'orang' || id || '@contoh.test'")
    office.ask("update office_position set keeps_office = true where keeps_procedures")
    now = timezone.now()
    people = [holder_of(account, agency, now.date()) for account in accounts]
    deciding = deciding_sop(agency, accounts[0])
    until = now.date() + timedelta(days=2)
    tokens = {}
    for number, person in enumerate(people):
        assert person is not None
        made = make_token(person, name="Uji", scope="bertindak", until=until, now=now)
        tokens[f"orang{number}"] = made.secret
    assert people[0] is not None
    add_hook(people[0], url=receiver, kinds=[kind.value for kind in Kind], now=now)
    tell_tasks(timestamp=0)  # the first round tells of nothing: what was there is known
    connection.close()
    return Work(agency, (linear, deciding), tokens)


def deciding_sop(agency: int, account: int) -> int:
    """The version in force of a second SOP of the same ten rows, some of which decide."""
    from tatalaksana.apps.library.actions.bind_role import bind_role
    from tatalaksana.apps.library.actions.correct import correct
    from tatalaksana.apps.library.actions.import_document import import_document
    from tatalaksana.apps.library.actions.put_in_force import put_in_force
    from tatalaksana.apps.library.queries import content_of
    from tatalaksana.apps.office.models import Position
    from tatalaksana.apps.office.queries import holder_of
    from tatalaksana.core.procedure.model import Decision

    keeper = holder_of(account, agency, NOW.date())
    assert keeper is not None
    seats = Position.objects.filter(agency=agency).order_by("pk")
    roles = [f"Peran {number}" for number in range(STEPS)]
    text = document(roles).replace("SEPULUH LANGKAH", "YANG MEMUTUSKAN")
    unit = seats[0].unit_id
    (draft,) = import_document(keeper, unit=unit, name="putus.txt", data=text.encode(), now=NOW)
    content = content_of(draft)
    steps = tuple(
        replace(
            step,
            decision=Decision(
                approve_row=step.row + 1 if step.row < STEPS else None,
                return_row=step.row - 2,
                condition="setuju",
            )
            if step.row in DECIDES
            else None,
        )
        for step in content.steps
    )
    correct(keeper, version=draft.pk, content=replace(content, steps=steps), now=NOW)
    for role, seat in zip(roles, seats, strict=True):
        bind_role(keeper, version=draft.pk, role=role, position=seat.pk, now=NOW)
    return put_in_force(keeper, version=draft.pk, now=NOW).pk
