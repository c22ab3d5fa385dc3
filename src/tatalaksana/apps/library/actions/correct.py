"""Correct a draft: what a person says replaces what was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tatalaksana.apps.library.actions.remember_correction import remember_names
from tatalaksana.apps.library.drafts import draft_for, fingerprint, rename
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.suggest import suggest_bindings
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import MovedOn
from tatalaksana.core.procedure.exchange import plain
from tatalaksana.core.procedure.model import Procedure

Values = Mapping[str, Any]


@action("library.correct")
def correct(
    holder: Holder,
    *,
    version: int,
    content: Procedure,
    settled: frozenset[int] = frozenset(),
    rows: Mapping[int, int] | None = None,
    renamed: Mapping[str, str] | None = None,
    seen: str = "",
    now: datetime,
) -> Version:
    """Replace a draft's content; doubts about changed values and those in `settled` go.

    `settled` holds positions in the version's list of doubts that a person has looked at. `rows`
    tells where each row of the stored version stands now (missing = removed); None = where it
    stood, and the last ones removed where there are fewer. `renamed` are the performers' columns
    that got another name, old -> new: the office's next documents are read with it. `seen` is
    the fingerprint of the state the person saw, "" when nobody else can have changed it. Evidence
    for a value goes when a person says otherwise; where a value stood in the document stays true
    of the corrected one.
    Errors: NotYours TL601; NotFound TL602; Invalid TL603 when the version is no draft or its new
    title is taken; MovedOn TL604 when somebody else saved in between.
    """
    draft = draft_for(holder, version)
    if seen and seen != fingerprint(draft):
        raise MovedOn(
            "Draf ini sudah diubah orang lain sejak Anda membukanya; simpanan Anda ditahan.",
            hint="Bandingkan dahulu isian Anda dengan simpanan sekarang.",
        )
    remember_names(holder, draft, renamed or {}, now)  # the evidence still tells what was printed
    before, after = draft.content, plain(content)
    stay = min(len(before["steps"]), len(after["steps"]))
    where = rows if rows is not None else {n: n for n in range(1, stay + 1)}
    draft.doubts = [
        moved(doubt, where)
        for number, doubt in enumerate(draft.doubts)
        if number not in settled and stands(doubt, before, after, where)
    ]
    draft.evidence = [
        moved(one, where) for one in draft.evidence if stands(one, before, after, where)
    ]
    draft.origins = origins_after(draft.origins, before["performers"], after["performers"], where)
    draft.content = after
    draft.save(update_fields=["content", "doubts", "evidence", "origins"])
    if not was_in_force(draft):
        rename(draft, content.title)
    suggest_bindings(draft, content.performers)
    audit.write(
        "library.correct",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("version", draft.pk),
        title=content.title,
        before=before,
    )
    return draft


def was_in_force(draft: Version) -> bool:
    """Whether an earlier version of the procedure has been in force under its own title."""
    return Version.objects.filter(
        agency=draft.agency_id, procedure=draft.procedure_id, in_force_at__isnull=False
    ).exists()


def moved(remark: Values, where: Mapping[int, int]) -> dict[str, Any]:
    """A doubt, an evidence or an origin, at the row where its step stands now."""
    return {**remark, "row": where[remark["row"]] if remark["row"] else None}


def origins_after(
    origins: Sequence[Values], before: list[str], after: list[str], where: Mapping[int, int]
) -> list[dict[str, Any]]:
    """Where the values stand, at the rows and columns where they are now; what is gone, without."""
    found = []
    for one in origins:
        if one["row"] is not None and one["row"] not in where:
            continue
        place = moved(one, where)
        if one["row"] is None and one["field"] == "performers" and one["item"] is not None:
            place["item"] = column_after(one["item"], before, after)
            if place["item"] is None:
                continue
        found.append(place)
    return found


def column_after(column: int, before: list[str], after: list[str]) -> int | None:
    """Where a performer's column stands now, renamed or not; None when it is gone."""
    name = before[column] if column < len(before) else ""
    if name in after:
        return after.index(name)
    renamed = column < len(after) == len(before) and after[column] not in before
    return column if renamed else None


def stands(remark: Values, before: Values, after: Values, where: Mapping[int, int]) -> bool:
    """Whether the value that a doubt or an evidence is about is still there, unchanged."""
    row, name = remark["row"], remark["field"]
    if row is None:
        return bool(before.get(name) == after.get(name))
    if row not in where or not 1 <= row <= len(before["steps"]):
        return False
    old, new = before["steps"][row - 1], after["steps"][where[row] - 1]
    if name == "decision" and old.get(name):
        old = {name: followed(old[name], where)}
    return bool(old.get(name) == new.get(name))


def followed(decision: Values, where: Mapping[int, int]) -> dict[str, Any]:
    """A decision whose rows stand where the steps stand now."""
    rows = {key: decision.get(key) for key in ("approve_row", "return_row")}
    return {**decision, **{key: where.get(row) if row else None for key, row in rows.items()}}
