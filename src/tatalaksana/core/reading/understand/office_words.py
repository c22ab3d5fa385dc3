"""Where the vocabulary of an office is used, and how every use is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tatalaksana.core.procedure.model import Procedure, Step
from tatalaksana.core.reading.block import Block, Cell, Row
from tatalaksana.core.reading.reading import Evidence
from tatalaksana.core.reading.understand.document import MOST_HEADER_ROWS, Part
from tatalaksana.core.reading.understand.kinds import is_header, is_subheader
from tatalaksana.core.reading.understand.office_vocabulary import (
    OfficeVocabulary,
    Term,
    in_brackets,
)

#: the column a header word names -> the field of a step that was read from it
FIELDS = {"no": "no", "activity": "activities", "inputs": "inputs", "duration": "duration_text",
          "outputs": "outputs", "note": "note"}  # fmt: skip
SHOWN = {"duration_text": "duration"}  #: the field beside which it is told, where that differs


@dataclass(slots=True)
class Headers:
    """Header rows in the words every reader knows, and which correction each row needed."""

    vocabulary: OfficeVocabulary
    used: dict[int, list[Term]] = field(default_factory=dict)  #: by the line of the row

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The blocks with the office's header words replaced; without any they stay as they are."""
        if not self.vocabulary.terms:
            return tuple(blocks)
        below = MOST_HEADER_ROWS
        found = []
        for block in blocks:
            rows = []
            for row in block.rows:
                said = self.row(row, below)
                below = 0 if is_header(said) else below + 1
                rows.append(said)
            found.append(replace(block, rows=tuple(rows)))
        return tuple(found)

    def row(self, row: Row, below: int) -> Row:
        """The row in known words, if that makes it a header or a row of one, `below` its first."""
        terms = {i: term for i in row.filled if (term := self.vocabulary.header(row.text(i)))}
        if not terms or not row.tabular:
            return row
        cells = [said(cell, terms[i]) if i in terms else cell for i, cell in enumerate(row.cells)]
        known = replace(row, cells=tuple(cells))
        if is_header(known) or (below < MOST_HEADER_ROWS - 1 and is_subheader(known)):
            self.used.setdefault(row.line, []).extend(terms.values())
            return known
        return row

    def evidence(self, part: Part, steps: Sequence[Step]) -> Iterator[Evidence]:
        """One evidence beside every value that was read by a corrected header word."""
        terms = [term for row in part.header for term in self.used.get(row.line, ())]
        for term in dict.fromkeys(terms):
            name = FIELDS.get(term.means)
            if name is None:
                yield told(None, "performers", term)
                continue
            for step in steps:
                if getattr(step, name):
                    yield told(step.row, SHOWN.get(name, name), term)


def said(cell: Cell, term: Term) -> Cell:
    """The cell with the word that every reader knows, its unit in brackets kept."""
    return replace(cell, text=f"{term.meaning} {in_brackets(cell.text)}".strip())


def told(row: int | None, name: str, term: Term) -> Evidence:
    """The evidence that a correction was used."""
    return Evidence(row=row, field=name, source="correction", sure=1.0, why=term.why)


def renamed(names: Sequence[str], vocabulary: OfficeVocabulary) -> dict[int, Term]:
    """Which performer's columns the office calls otherwise, by their place.

    Not where the table would then have two columns of one name: no correction merges columns.
    """
    terms = {k: term for k, name in enumerate(names) if (term := vocabulary.role(name))}
    after = [terms[k].means if k in terms else name for k, name in enumerate(names)]
    return {k: term for k, term in terms.items() if after.count(term.means) == 1}


def in_own_names(procedure: Procedure, terms: Mapping[int, Term]) -> Procedure:
    """The procedure with the office's own names of its performers."""
    if not terms:
        return procedure
    new = {procedure.performers[k]: term.means for k, term in terms.items()}
    return replace(
        procedure,
        performers=tuple(new.get(name, name) for name in procedure.performers),
        steps=tuple(
            replace(step, performers=tuple(new.get(name, name) for name in step.performers))
            for step in procedure.steps
        ),
    )


def names_told(terms: Mapping[int, Term]) -> Iterator[Evidence]:
    """The evidence for corrected names of performers."""
    for term in terms.values():
        yield told(None, "performers", term)
