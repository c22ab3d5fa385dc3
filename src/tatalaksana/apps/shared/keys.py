"""Keys that hold the agency, so that a distributed engine can lay each agency's rows together.

Such an engine asks that every unique constraint holds the column by which it distributes, and that
rows refer to each other within it. So the primary key of a table is (id, agency_id), its unique
constraints hold the agency, and a reference is (agency_id, x_id): one across agencies is refused by
the database. `id` stands first: Django asks for rows by it alone, and it is what finds them.
Source: Citus, "Creating and Modifying Distributed Objects", on primary and foreign keys.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db import OperationalError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import ForeignKey, Model

#: tables that every machine of a distributed engine keeps whole, and why
COPIED_WHOLE: Mapping[str, str] = MappingProxyType(
    {
        "office_agency": "the agencies themselves; read everywhere, seldom written",
        "office_account": "signs in by a name that is one's own over all agencies",
        "django_session": "is found by its cookie before an agency is known",
        "access_pace": "counts requests by address and token; forgotten after a minute",
        "axes_accessattempt": "counts failed sign-ins before an agency is known",
        "axes_accessattemptexpiration": "belongs to axes_accessattempt",
        "axes_accessfailurelog": "failed sign-ins, before an agency is known",
        "axes_accesslog": "sign-ins, before an agency is known",
        "auth_group": "of Django; unused",
        "auth_group_permissions": "of Django; unused",
        "auth_permission": "of Django; the same for all",
        "django_content_type": "of Django; the same for all",
        "django_migrations": "which tables there are; the same for all",
        "procrastinate_events": "belongs to procrastinate_jobs",
        "procrastinate_jobs": "one queue for all workers; what a job is for stands in its words",
        "procrastinate_periodic_defers": "periodic jobs are of no agency",
        "procrastinate_workers": "workers serve all agencies",
    }
)
OF_AGENCIES = """
select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid
where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
    and not c.relispartition and a.attname = 'agency_id' and not a.attisdropped
order by c.oid
"""
#: unique indexes without the agency: table, index, its constraint's kind, columns, whether partial
WITHOUT_AGENCY = """
select i.indrelid::regclass::text, x.relname::text, coalesce(k.contype, ''),
    array_agg(coalesce(a.attname, '') order by n.place)::text[], i.indpred is not null
from pg_index i join pg_class x on x.oid = i.indexrelid
cross join unnest(i.indkey) with ordinality n(number, place)
left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = n.number
left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u')
where i.indisunique and i.indrelid = %s::regclass
group by i.indrelid, x.relname, k.contype, i.indpred
having not 'agency_id' = any(array_agg(coalesce(a.attname, '')))
order by 3, 2
"""
#: who refers to a table by its id alone: table, constraint, column
BY_ID_ALONE = """
select k.conrelid::regclass::text, k.conname::text, a.attname::text from pg_constraint k
join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
where k.contype = 'f' and k.confrelid = %s::regclass and cardinality(k.conkey) = 1
    and k.conparentid = 0
order by k.conrelid, 3
"""
ASTRAY = """
select exists (select from {child} c where c.{column} is not null and not exists (
    select from {parent} p where p.id = c.{column} and p.agency_id = c.agency_id))
"""
TRIES = 40  #: that a change waits for the work that goes on, 2 s each
LOCK_WAIT = "2s"
DEFERRED = "deferrable initially deferred"


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that holds the id of a row of another table of the same agency."""

    child: str
    column: str
    parent: str

    @property
    def name(self) -> str:
        """The name of its constraint, within the 63 letters PostgreSQL keeps."""
        return f"{self.child}_{self.column}"[:50] + "_same_agency"


class KeyedByAgency(Operation):
    """The migration step after `CreateModel`: the keys of new tables hold the agency.

    Also after `AddField` of a reference. References to other tables of the agency are declared
    `db_constraint=False`, for Django would refer to the id alone; the constraint is made here, but
    for the fields in `loose`.
    """

    reduces_to_sql = False
    reversible = True

    def __init__(self, *models: str, loose: tuple[str, ...] = ()) -> None:
        self.models = models
        self.loose = loose

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: the models say the same."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002 - Django's signature
        to_state: ProjectState,
    ) -> None:
        """Widen the keys of each table, and let it refer within the agency."""
        connection = schema_editor.connection
        for name in self.models:
            model = to_state.apps.get_model(app_label, name)
            table = model._meta.db_table
            widen_keys(connection, table)
            for reference in references_of(model, self.loose):
                refer(connection, reference)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Nothing: the table goes, and whatever asks by id is served by these keys too."""

    def describe(self) -> str:
        """What is done, as `migrate --plan` shows it."""
        return f"Key by agency: {', '.join(self.models)}"


def keyed_by_agency(*models: str, loose: tuple[str, ...] = ()) -> KeyedByAgency:
    """The migration step that lets the keys of the new tables of `models` hold the agency."""
    return KeyedByAgency(*models, loose=loose)


def references_of(model: type[Model], loose: tuple[str, ...]) -> Iterator[Reference]:
    """The references of a model to other tables of the agency."""
    for field in model._meta.local_fields:
        if not isinstance(field, ForeignKey) or field.name in loose:
            continue
        parent = field.related_model._meta
        holds_agency = any(there.column == "agency_id" for there in parent.local_fields)
        if holds_agency and parent.db_table not in COPIED_WHOLE:
            yield Reference(model._meta.db_table, field.column, parent.db_table)


def tables_of_agencies(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables whose rows are of one agency, in the order in which they were made."""
    with connection.cursor() as cursor:
        cursor.execute(OF_AGENCIES)
        return [name for (name,) in cursor.fetchall() if name not in COPIED_WHOLE]


def widen_keys(connection: BaseDatabaseWrapper, table: str) -> None:
    """Let the primary key and every unique constraint of `table` hold the agency.

    Outside a transaction nobody waits for it: the index is built beside the work that goes on, and
    takes the place of the old one in a moment. Done again after it was broken off it goes on.
    Errors: ValueError for a unique index that only a person can widen: partial or of expressions.
    """
    with connection.cursor() as cursor:
        cursor.execute(WITHOUT_AGENCY, [table])
        found = cursor.fetchall()
    for _, index, kind, columns, partial in found:
        if partial or not kind:
            raise ValueError(f"{index}: name the agency among its columns")
        built = build_index(connection, table, (*columns, "agency_id"))
        what = "primary key" if kind == "p" else "unique"
        briefly(
            connection,
            f'alter table "{table}" drop constraint "{index}", '
            f'add constraint "{index}" {what} using index "{built}"',
        )


def build_index(connection: BaseDatabaseWrapper, table: str, columns: tuple[str, ...]) -> str:
    """A unique index of `columns`; return its name. One that was not built to its end goes."""
    name = "_".join((table, *columns))[:54] + "_widened"
    listed = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            "select i.indisvalid from pg_index i where i.indexrelid = to_regclass(%s)",
            [f'"{name}"'],
        )
        there = cursor.fetchone()
        if there == (True,):
            return name
        beside = "" if connection.in_atomic_block else "concurrently"
        if there is not None:
            cursor.execute(f'drop index {beside} "{name}"')
        cursor.execute(f'create unique index {beside} "{name}" on "{table}" ({listed})')
    return name


def refer(connection: BaseDatabaseWrapper, reference: Reference) -> None:
    """Let `reference` be kept within its agency; not a second time.

    Rows that refer across agencies already are looked for before.
    Errors: ValueError when there is one.
    """
    child, parent = reference.child, reference.parent
    with connection.cursor() as cursor:
        cursor.execute(
            "select convalidated from pg_constraint where conname = %s and conrelid = %s::regclass",
            [reference.name, child],
        )
        there = cursor.fetchone()
    if there is None:
        briefly(
            connection,
            f'alter table "{child}" add constraint "{reference.name}" foreign key '
            f'(agency_id, "{reference.column}") references "{parent}" (agency_id, id) '
            f"{DEFERRED} not valid",
        )
    if there != (True,):
        refuse_astray(connection, reference)
        briefly(connection, f'alter table "{child}" validate constraint "{reference.name}"')


def refuse_astray(connection: BaseDatabaseWrapper, reference: Reference) -> None:
    """Errors: ValueError when a row refers to another agency's, or to none.

    The database's own look at the rows that are there goes through the wall and sees one agency's.
    """
    ask = ASTRAY.format(child=reference.child, column=reference.column, parent=reference.parent)
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('tatalaksana.agency', true), '')")
        (before,) = cursor.fetchone()
        cursor.execute("select id from office_agency order by id")
        for (agency,) in cursor.fetchall():
            cursor.execute("select set_config('tatalaksana.agency', %s, false)", [str(agency)])
            cursor.execute(ask)
            if cursor.fetchone() == (True,):
                raise ValueError(f"{reference.name}: agency {agency} refers to a row not its own")
        cursor.execute("select set_config('tatalaksana.agency', %s, false)", [before])


def briefly(connection: BaseDatabaseWrapper, statement: str) -> None:
    """Run a change of a table that is done at once, without letting others queue behind it.

    Outside a transaction it waits 2 s for its lock, lets those pass who came meanwhile, and tries
    again. Errors: OperationalError when the table was never free.
    """
    inside = connection.in_atomic_block
    for left in range(0 if inside else TRIES - 1, -1, -1):
        try:
            with transaction.atomic(connection.alias), connection.cursor() as cursor:
                cursor.execute(
                    f"set local lock_timeout = '{LOCK_WAIT}'" if not inside else "select"
                )
                cursor.execute(statement)
        except OperationalError:
            if not left:
                raise
            time.sleep(0.2)
        else:
            return
