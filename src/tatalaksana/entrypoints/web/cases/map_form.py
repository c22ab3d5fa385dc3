"""The form in which a keeper of procedures says which steps of two versions are the same work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from tatalaksana.apps.cases.mapping import StepMap, proposed
from tatalaksana.apps.library.queries import kept_content
from tatalaksana.apps.shared.errors import MovedOn
from tatalaksana.core.procedure.model import Step

LONGEST_ROW = 5  #: digits of a row
LOOK = "lihat"  #: the button that shows the effects and moves nothing
SEEN = "padanan"  #: the hidden field: the map whose effects the page shows


@dataclass(frozen=True, slots=True)
class MapRow:
    """A step of the old version, the one of the new it is now, and where its open cases go on."""

    old: Step
    new: Step | None
    field: str
    opens: str = ""  #: the field of where they go on; "" = not asked here
    there: int = 0  #: what is chosen in it; 0 = nothing


@dataclass(frozen=True, slots=True)
class MapTable:
    """The two versions beside each other."""

    version: int
    number: int  #: of the old version, as people count
    rows: tuple[MapRow, ...]
    steps: tuple[Step, ...]  #: all of the new version, to choose from
    here: int  #: the row that is open; 0 = several cases
    changed: bool  #: it is not what likeness proposes

    @property
    def added(self) -> tuple[Step, ...]:
        """The steps of the new version that are no work of the old one."""
        known = {row.new.row for row in self.rows if row.new}
        return tuple(step for step in self.steps if step.row not in known)

    @property
    def doubtful(self) -> bool:
        """Whether a person should look: it was changed, or a case is open where nothing goes on."""
        return self.changed or any(row.opens and row.new is None for row in self.rows)


def table_of(
    agency: int,
    version: tuple[int, int],
    newer: int,
    chosen: StepMap,
    *,
    here: int = 0,
    opens: Collection[int] = (),
) -> MapTable:
    """The map `chosen` from `version` (key, number) to `newer` as a form; cases open in `opens`."""
    key, number = version
    new = kept_content(agency, newer)
    return MapTable(
        version=key,
        number=number,
        rows=tuple(
            MapRow(
                old=step,
                new=new.step(chosen.rows[step.row]) if step.row in chosen.rows else None,
                field=field(key, step.row),
                opens=field(key, step.row, "buka") if step.row in opens else "",
                there=chosen.opens.get(step.row, 0),
            )
            for step in kept_content(agency, key).steps
        ),
        steps=new.steps,
        here=here,
        changed=chosen != proposed(agency, key, newer),
    )


def field(version: int, row: int, what: str = "langkah") -> str:
    """The name of a field."""
    return f"{what}_{version}_{row}"


def map_in(request: HttpRequest, agency: int, old: int, newer: int) -> StepMap:
    """The map of the form; what it does not name is as proposed, what is no number is nothing."""
    known, last = proposed(agency, old, newer), len(kept_content(agency, newer).steps)
    rows, opens = dict(known.rows), dict[int, int]()
    for step in kept_content(agency, old).steps:
        same = request.POST.get(field(old, step.row))
        if same is not None:
            rows.pop(step.row, None)
            if there := row_in(same, last):
                rows[step.row] = there
        if there := row_in(request.POST.get(field(old, step.row, "buka"), ""), last):
            opens[step.row] = there
    return StepMap(rows, opens)


def row_in(text: str, last: int) -> int:
    """A row up to the `last` one; 0 = none."""
    row = int(text) if text.isdecimal() and len(text) <= LONGEST_ROW else 0
    return row if row <= last else 0


def written(chosen: StepMap) -> str:
    """A map in one line, to know it again."""
    told = (sorted(rows.items()) for rows in (chosen.rows, chosen.opens))
    return "/".join(",".join(f"{row}:{there}" for row, there in pairs) for pairs in told)


def require_seen(posted: QueryDict, chosen: StepMap, name: str = SEEN) -> None:
    """Errors: MovedOn TL604 unless the page showed what comes of `chosen`."""
    if posted.get(name) != written(chosen):
        raise MovedOn(
            _("Padanan langkah diubah; belum ada yang dipindahkan."),
            hint=_("Periksa akibatnya di bawah ini, lalu pindahkan bila sudah benar."),
        )
