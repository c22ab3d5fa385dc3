"""What is said beside the procedure: the evidence for what was inferred, and the doubts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tatalaksana.core.procedure.model import Procedure, Step, Unit
from tatalaksana.core.reading.reading import DOUBTFUL, Doubt, Evidence
from tatalaksana.core.reading.understand.columns import Columns
from tatalaksana.core.reading.understand.durations import FULL_DAY, says_kind
from tatalaksana.core.reading.understand.fields import labels
from tatalaksana.core.reading.understand.flow import Branch, Told
from tatalaksana.core.reading.understand.identity import Identity
from tatalaksana.core.reading.understand.labels import table
from tatalaksana.core.reading.understand.performers import Found
from tatalaksana.core.reading.understand.roles import duplicates
from tatalaksana.core.reading.understand.rows import Line

#: fields of the identity that one value fills, and that a reading may find without it
SINGLE = ("number", "created", "revised", "effective", "approved_by")
MAY_BE_EMPTY = frozenset({"revised"})  #: a first version has no revision


def remarks(
    procedure: Procedure,
    identity: Identity,
    columns: Columns,
    told: Told,
    branches: Mapping[int, Branch],
) -> tuple[tuple[Evidence, ...], tuple[Doubt, ...]]:
    """The evidence and the doubts of one procedure, identity first, then row by row."""
    evidence: list[Evidence] = []
    lines, found = told.lines, told.found
    doubts = [*identity_doubts(procedure, identity), *table_doubts(procedure, columns)]
    for i, step in enumerate(procedure.steps):
        evidence += step_evidence(step, found[i], branches.get(i))
        doubts += performer_doubts(procedure, step, lines[i], found[i])
        doubts += step_doubts(procedure, step, lines[i], branches.get(i))
        doubts += label_doubts(procedure, step, lines[i], i, branches)
    return tuple(evidence), tuple(doubts)


def doubt(code: str, row: int | None, field: str, **words: object) -> Doubt:
    """The doubt `code` with its sentence filled in."""
    text = table("doubts")[code]
    return Doubt(
        code=code,
        row=row,
        field=field,
        what=text["what"].format(**words),
        hint=text["hint"].format(**words),
        weight=text["weight"],
    )


def identity_doubts(procedure: Procedure, identity: Identity) -> Iterator[Doubt]:
    """What is missing or unreadable in the identity block."""
    if not procedure.title:
        yield doubt("RD001", None, "title")
    if not identity.printed - {"title"}:
        yield doubt("RD002", None, "number")
    for name in SINGLE:
        if name in identity.unread:
            yield doubt("RD004", None, name, text=identity.unread[name])
        elif name in identity.printed - MAY_BE_EMPTY and not getattr(procedure, name):
            yield doubt("RD003", None, name, label=labels()[name])
    who = procedure.approved_by
    if who and not (who.position and who.name):
        yield doubt("RD005", None, "approved_by", text=f"{who.position}{who.name}")


def table_doubts(procedure: Procedure, columns: Columns) -> Iterator[Doubt]:
    """What is missing or left out of the table as a whole."""
    if not procedure.performers:
        yield doubt("RD013", None, "performers")
    for name in duplicates(procedure.performers):
        yield doubt("RD014", None, "performers", who=name)
    if columns.count > len(procedure.performers):
        taken = len(procedure.performers)
        yield doubt("RD015", None, "performers", count=columns.count, taken=taken)
    for name in columns.unread:
        yield doubt("RD016", None, "steps", name=name)


def step_evidence(step: Step, found: Found, branch: Branch | None) -> Iterator[Evidence]:
    """From what the performers and the branch of a step were inferred."""
    if found.roles:
        yield Evidence(
            row=step.row, field="performers", source=found.source, sure=found.sure, why=found.why
        )
    if branch:
        yield Evidence(
            row=step.row, field="decision", source=branch.source, sure=branch.sure, why=branch.why
        )


def performer_doubts(procedure: Procedure, step: Step, line: Line, found: Found) -> Iterator[Doubt]:
    """What is unsure about who does a step."""
    if not found.roles:
        if procedure.performers:
            yield doubt("RD011", step.row, "performers")
        return
    who = ", ".join(step.performers)
    if found.sure < DOUBTFUL:
        yield doubt("RD010", step.row, "performers", who=who)
    if line.marks and found.roles[0] not in line.marks:
        marked = ", ".join(procedure.performers[c] for c in sorted(line.marks))
        yield doubt("RD012", step.row, "performers", marked=marked, who=who)


def step_doubts(
    procedure: Procedure, step: Step, line: Line, branch: Branch | None
) -> Iterator[Doubt]:
    """What is unsure or missing in the rest of a step."""
    if step.decision and step.decision.return_row is None:
        yield doubt("RD020", step.row, "decision")
    elif branch and branch.sure < DOUBTFUL:
        yield doubt("RD021", step.row, "decision", why=branch.why)
    if step.duration is None:
        if step.duration_text.strip("-–— "):
            yield doubt("RD031", step.row, "duration", text=step.duration_text)
        else:
            yield doubt("RD030", step.row, "duration")
    yield from kind_doubts(procedure, step)
    if step.no is None and any(other.no for other in procedure.steps):
        yield doubt("RD040", step.row, "no")
    for c, text in line.strange.items():
        yield doubt("RD041", step.row, "performers", text=text, who=procedure.performers[c])


def kind_doubts(procedure: Procedure, step: Step) -> Iterator[Doubt]:
    """Whether working or calendar time is meant, where the document does not say which."""
    length, text = step.duration, step.duration_text
    if length is None or says_kind(text):
        return
    if length.unit is Unit.HOUR and length.value % FULL_DAY == 0:
        days = f"{length.value / FULL_DAY:f}"
        yield doubt("RD032", step.row, "duration", text=text, days=days)
    others = (one.duration for one in procedure.steps if one.duration)
    if length.unit in (Unit.DAY, Unit.WEEK) and any(
        one.unit is Unit.CALENDAR_DAY for one in others
    ):
        yield doubt("RD033", step.row, "duration", text=text)


def label_doubts(
    procedure: Procedure, step: Step, line: Line, i: int, branches: Mapping[int, Branch]
) -> Iterator[Doubt]:
    """Labels of arrows with no branch near them."""
    if line.labels and not branches.keys() & {i - 1, i, i + 1}:
        for c, label in line.labels.items():
            text = "Ya" if label == "yes" else "Tidak"
            yield doubt("RD022", step.row, "decision", text=text, who=procedure.performers[c])


def lost_branches(procedure: Procedure, alike: Mapping[int, str]) -> tuple[Doubt, ...]:
    """Steps that branch in a sibling procedure, while nothing here says that they do."""
    return tuple(
        doubt("RD023", i + 1, "decision", quote=quote)
        for i, quote in alike.items()
        if procedure.steps[i].decision is None
    )
