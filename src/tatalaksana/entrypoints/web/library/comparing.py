"""What differs between two procedures, value by value, with steps matched by what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from django.utils.translation import gettext as _

from tatalaksana.core.drawing.live import Mark
from tatalaksana.core.procedure.correspondence import correspondence
from tatalaksana.core.procedure.model import Duration, Procedure, Step
from tatalaksana.entrypoints.web.clock import day_words
from tatalaksana.entrypoints.web.library.reviewing import LABELS, UNITS
from tatalaksana.entrypoints.web.library.typed import APPROVER, DATES, LISTS, decimal_text


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not the same; "" where the document says nothing."""

    place: str
    before: str
    after: str


def differences(before: Procedure, after: Procedure) -> tuple[Difference, ...]:
    """Every changed value, identity first, then the steps in the order of `after`."""
    pairs = matched(before, after)
    rows = {old.row: new.row for old, new in pairs if old and new}
    old_words, new_words = identity_words(before), identity_words(after)
    found = [
        Difference(place, old_words[place], new_words[place])
        for place in new_words
        if old_words[place] != new_words[place]
    ]
    for old, new in pairs:
        found += step_differences(old, new, rows)
    return tuple(found)


def identity_words(procedure: Procedure) -> dict[str, str]:
    """The identity block and the columns in words, by label."""
    approver = procedure.approved_by
    words = {"title": procedure.title, "number": procedure.number or ""}
    words |= {name: date_words(getattr(procedure, name)) for name in DATES}
    words |= {f"approver_{key}": getattr(approver, key) if approver else "" for key in APPROVER}
    words |= {name: "\n".join(getattr(procedure, name)) for name in (*LISTS, "performers")}
    return {str(LABELS[name]): text for name, text in words.items()}


def date_words(day: date | None) -> str:
    """A day in words; "" for none."""
    return day_words(day) if day else ""


def matched(before: Procedure, after: Procedure) -> list[tuple[Step | None, Step | None]]:
    """The steps of both in pairs, in the order of both; a step without a partner stands alone.

    Between two pairs that correspond, steps of the same performer at the same place are one step
    written anew.
    """
    partner = correspondence(before, after)
    pairs: list[tuple[Step | None, Step | None]] = []
    left, right = 0, 0
    for old in (*before.steps, None):
        if old is not None and old.row not in partner:
            continue
        here = before.steps.index(old) if old else len(before.steps)
        there = partner[old.row] - 1 if old else len(after.steps)
        pairs += between(before.steps[left:here], after.steps[right:there])
        if old:
            pairs.append((old, after.steps[there]))
        left, right = here + 1, there + 1
    return pairs


def between(
    olds: tuple[Step, ...], news: tuple[Step, ...]
) -> Iterator[tuple[Step | None, Step | None]]:
    """The steps between two that correspond."""
    for old, new in zip_longest(olds, news):
        if old and new and old.performers == new.performers:
            yield old, new
            continue
        if old:
            yield old, None
        if new:
            yield None, new


def marks_of(before: Procedure, after: Procedure) -> tuple[dict[int, Mark], dict[int, Mark]]:
    """What is marked in the charts of both: removed in the old one, added and changed."""
    pairs = matched(before, after)
    rows = {old.row: new.row for old, new in pairs if old and new}
    olds: dict[int, Mark] = {}
    news: dict[int, Mark] = {}
    for old, new in pairs:
        if old is None:
            assert new is not None  # noqa: S101 - a pair holds at least one step
            news[new.row] = Mark("added")
        elif new is None:
            olds[old.row] = Mark("removed")
        elif step_differences(old, new, rows):
            olds[old.row] = news[new.row] = Mark("changed")
    return olds, news


def step_differences(old: Step | None, new: Step | None, rows: dict[int, int]) -> list[Difference]:
    """What differs between a step and its partner."""
    if new is None:
        assert old is not None  # noqa: S101 - a pair holds at least one step
        place = _("Langkah %(row)s (dihapus)") % {"row": old.row}
        return [Difference(place, old.text, "")]
    if old is None:
        return [Difference(_("Langkah %(row)s (baru)") % {"row": new.row}, "", new.text)]
    before, after = step_words(old, rows), step_words(new, {})
    return [
        Difference(
            _("Langkah %(row)s, %(field)s") % {"row": new.row, "field": LABELS[name]},
            before[name],
            after[name],
        )
        for name in after
        if before[name] != after[name]
    ]


def step_words(step: Step, rows: dict[int, int]) -> dict[str, str]:
    """One step in words, by field; `rows` gives the rows as they are numbered now."""
    return {
        "no": step.no or "",
        "activities": "\n".join(step.activities),
        "performer": "\n".join(step.performers),
        "decides": decision_words(step, rows),
        "inputs": "\n".join(step.inputs),
        "outputs": "\n".join(step.outputs),
        "value": length_words(step.duration),
        "duration_text": step.duration_text,
        "note": step.note,
        "related_procedure": step.related_procedure or "",
    }


def length_words(duration: Duration | None) -> str:
    """A promised time in words: "2 jam"; "" for none."""
    if duration is None:
        return ""
    return f"{decimal_text(duration.value)} {UNITS[duration.unit.value]}"


def decision_words(step: Step, rows: dict[int, int]) -> str:
    """A branch in words; "" for none."""
    decision = step.decision
    if decision is None:
        return ""

    def to(row: int | None, nowhere: str) -> str:
        return _("langkah %(row)s") % {"row": rows.get(row, row)} if row else nowhere

    words = _("ya: %(approve)s; tidak: %(refuse)s") % {
        "approve": to(decision.approve_row, _("selesai")),
        "refuse": to(decision.return_row, _("tidak disebut")),
    }
    return f"{decision.condition} – {words}" if decision.condition else words
