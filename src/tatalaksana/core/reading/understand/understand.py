"""From blocks to readings: every procedure of the document with its evidence and doubts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tatalaksana.core.procedure.model import Procedure, Step
from tatalaksana.core.reading.block import Block
from tatalaksana.core.reading.reading import Reading
from tatalaksana.core.reading.understand.clues import clues_in
from tatalaksana.core.reading.understand.columns import Columns, columns_of
from tatalaksana.core.reading.understand.document import Part, whole
from tatalaksana.core.reading.understand.durations import duration_in
from tatalaksana.core.reading.understand.flow import (
    Branch,
    Told,
    branches,
    first_sentence,
    like_siblings,
)
from tatalaksana.core.reading.understand.identity import Identity, identity_in
from tatalaksana.core.reading.understand.illegible import illegible, made_out
from tatalaksana.core.reading.understand.items import documents, is_list, items, key, tidy
from tatalaksana.core.reading.understand.leftovers import leftovers
from tatalaksana.core.reading.understand.office_vocabulary import (
    NO_CORRECTIONS,
    OfficeVocabulary,
    Term,
)
from tatalaksana.core.reading.understand.office_words import (
    Headers,
    in_own_names,
    names_told,
    renamed,
)
from tatalaksana.core.reading.understand.origins import origins
from tatalaksana.core.reading.understand.performers import best_performers
from tatalaksana.core.reading.understand.pictured import pictured_origins, unread_pictures
from tatalaksana.core.reading.understand.remarks import lost_branches, remarks
from tatalaksana.core.reading.understand.roles import Naming, role_of
from tatalaksana.core.reading.understand.rows import CELLS, Line, Taken, lines_of
from tatalaksana.core.reading.understand.spelling import Vocabulary, vocabulary
from tatalaksana.core.reading.understand.unsaid import unsaid

#: by its number, "SOP-2-16/17000/2024", or by its name
NAMED_SOP = re.compile(
    r"\b(SOP-[\w./-]{0,60}\d\w*)"
    r"|\bSOP\s+(?:tentang\s+)?([^,;.()]+?)(?=\s+dan\s+SOP\b|[,;.()]|$)",
    re.I,
)
REFERS = re.compile(
    r"\b(?:terkait|lihat|sesuai|mengacu|mengikuti|dilanjutkan)\b[^;.]{0,30}\bSOP\b", re.I
)


@dataclass(slots=True)
class Draft:
    """One procedure while it is being understood."""

    part: Part
    identity: Identity
    columns: Columns
    taken: Taken
    activities: list[tuple[str, ...]]
    told: Told
    branches: dict[int, Branch]
    own_names: dict[int, Term]  #: performers' columns that the office calls otherwise

    @property
    def lines(self) -> list[Line]:
        """The rows that became steps."""
        return self.taken.lines


def understand(
    blocks: Iterable[Block], office: OfficeVocabulary = NO_CORRECTIONS
) -> tuple[Reading, ...]:
    """The procedures of a document, in their order; `office` is what words mean there."""
    headers = Headers(office)
    all_blocks = headers.blocks(blocks)
    words = vocabulary(all_blocks)
    parts = whole(all_blocks)
    drafts = [draft for part in parts if (draft := draft_of(part, words, office)).lines]
    proved = frozenset(
        first_sentence(draft.lines[i].activity)
        for draft in drafts
        for i, branch in draft.branches.items()
        if branch.source == "mark"
    )
    known = listed(line for draft in drafts for line in draft.lines)
    return tuple(reading_of(draft, headers, known, proved) for draft in drafts)


def draft_of(part: Part, words: Vocabulary, office: OfficeVocabulary) -> Draft:
    """One procedure, but for what its siblings tell."""
    columns = columns_of(part.header, part.body)
    taken = lines_of(columns, part.body)
    lines = taken.lines
    for line in lines:
        for name in CELLS:
            setattr(line, name, words.mend(getattr(line, name)))
    activities = [tuple(items(line.activity)) or (tidy(line.activity),) for line in lines]
    printed = [name for _, name in columns.performers]
    own = renamed(printed, office)
    names = [own[k].means if k in own else name for k, name in enumerate(printed)]
    roles = [role_of(k, name) for k, name in enumerate(names)]
    naming = Naming(roles, printed)
    clues = [clues_in(a, line.note, naming) for a, line in zip(activities, lines, strict=True)]
    told = Told(lines, clues, best_performers(roles, lines, clues))
    return Draft(
        part=part,
        identity=identity_in(part.preamble),
        columns=columns,
        taken=taken,
        activities=activities,
        told=told,
        branches=branches(told),
        own_names=own,
    )


def reading_of(
    draft: Draft, headers: Headers, known: frozenset[str], proved: frozenset[str]
) -> Reading:
    """The procedure with its evidence and doubts.

    `known` are the documents the lists name, `proved` the steps that branch in any procedure.
    """
    identity, names = draft.identity, tuple(name for _, name in draft.columns.performers)
    alone = whole_cells(draft.lines)
    steps = tuple(step_of(draft, i, names, (known, alone)) for i in range(len(draft.lines)))
    printed = Procedure(
        title=identity.title,
        number=identity.number,
        agency=identity.agency,
        created=identity.created,
        revised=identity.revised,
        effective=identity.effective,
        approved_by=identity.approved_by,
        performers=names,
        steps=steps,
        **identity.lists,
    )
    procedure = in_own_names(printed, draft.own_names)
    corrected = (*names_told(draft.own_names), *headers.evidence(draft.part, steps))
    evidence, doubts = remarks(procedure, identity, draft.columns, draft.told, draft.branches)
    lost = lost_branches(procedure, like_siblings(draft.told, proved))
    left = (
        *lost,
        *leftovers(draft.part, draft.taken, identity.foreign),
        *unsaid(draft.part, draft.lines),
        *unread_pictures(draft.part),
    )
    where = origins(printed, draft.part, identity, draft.columns, draft.lines)
    placed = {one.field for one in where if one.row is None}
    where = (*pictured_origins(draft.part, placed), *where)
    return Reading(
        procedure=procedure,
        evidence=(*corrected, *evidence, *made_out(draft.part, where)),
        doubts=doubts + left + illegible(draft.part, where, steps),
        lines=draft.part.lines,
        origins=where,
    )


def step_of(
    draft: Draft, i: int, names: Sequence[str], known: tuple[frozenset[str], frozenset[str]]
) -> Step:
    """One step of the procedure; `known` are the documents named by lists and by cells."""
    line, branch = draft.lines[i], draft.branches.get(i)
    note = "; ".join(items(line.note))
    return Step(
        row=i + 1,
        no=line.no,
        activities=draft.activities[i],
        performers=tuple(names[c] for c in draft.told.found[i].roles),
        decision=branch.decision if branch else None,
        inputs=documents(line.inputs, *known),
        outputs=documents(line.outputs, *known),
        duration=duration_in(line.duration, draft.columns.unit),
        duration_text=tidy(line.duration),
        note=note,
        related_procedure=named_procedure(note, line.activity),
    )


def listed(lines: Iterable[Line]) -> frozenset[str]:
    """The documents that cells list with bullets, numbers or lines; other cells may repeat them."""
    cells = {cell for line in lines for cell in (line.inputs, line.outputs) if is_list(cell)}
    return frozenset(key(one) for cell in cells for one in documents(cell))


def whole_cells(lines: Sequence[Line]) -> frozenset[str]:
    """The documents of several words that cells name alone or between commas."""
    cells = {cell for line in lines for cell in (line.inputs, line.outputs)}
    names = {key(one) for cell in cells for one in documents(cell)}
    return frozenset(name for name in names if " " in name)


def named_procedure(note: str, activity: str) -> str | None:
    """The SOP this row names in its note, or refers to in its words; several parted by ";"."""
    text = note if NAMED_SOP.search(note) else activity if REFERS.search(activity) else ""
    names = [tidy("".join(one)) for one in NAMED_SOP.findall(text)]
    return "; ".join(dict.fromkeys(name for name in names if name)) or None
