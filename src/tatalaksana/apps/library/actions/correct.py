"""Correct a draft: what a person says replaces what was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tatalaksana.apps.library.drafts import draft_for
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.suggest import suggest_bindings
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.core.procedure.exchange import plain
from tatalaksana.core.procedure.model import Procedure


@action("library.correct")
def correct(
    holder: Holder,
    *,
    version: int,
    content: Procedure,
    settled: frozenset[int] = frozenset(),
    now: datetime,
) -> Version:
    """Replace a draft's content; doubts about changed values and those in `settled` go.

    `settled` holds positions in the version's list of doubts that a person has looked at.
    Errors: NotYours TL601; NotFound TL602; Invalid TL603 when the version is no draft.
    """
    draft = draft_for(holder, version)
    before, after = draft.content, plain(content)
    draft.content = after
    draft.doubts = [
        doubt
        for number, doubt in enumerate(draft.doubts)
        if number not in settled and value_at(before, doubt) == value_at(after, doubt)
    ]
    draft.save(update_fields=["content", "doubts"])
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


def value_at(content: Mapping[str, Any], doubt: Mapping[str, Any]) -> Any:
    """The value a doubt is about; None when its row is gone."""
    if doubt["row"] is None:
        return content.get(doubt["field"])
    steps = content["steps"]
    row = doubt["row"] - 1
    return steps[row].get(doubt["field"]) if row < len(steps) else None
