"""Rows with the places of the picture: a step at its task, a performer at the name of a lane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tatalaksana.core.reading.block import Cell, Row
from tatalaksana.core.reading.bpmn.diagram import Diagram, Spot
from tatalaksana.core.reading.bpmn.model import Node

#: the last four columns of a row: what beside the task they may be taken from
BESIDE = ("inputs", "told", "outputs", "told")


def at_strip(row: Row, diagram: Diagram, names: Mapping[int, str]) -> Row:
    """The row with the cells of these names where lanes or pools are called so."""
    spots = {k: spot for k, name in names.items() if (spot := strip_of(diagram, name))}
    if not spots:
        return row
    page = next(iter(spots.values())).page
    cells = [
        replace(cell, area=spots[k].area) if k in spots and spots[k].page == page else cell
        for k, cell in enumerate(row.cells)
    ]
    return replace(row, cells=tuple(cells), page=page)


def strip_of(diagram: Diagram, name: str) -> Spot | None:
    """Where the name of a lane or pool stands; a pool may be called "SOP" and that name."""
    return diagram.strips.get(name) or diagram.strips.get(f"SOP {name}") if name else None


def at_element(row: Row, diagram: Diagram, node: Node, gates: Sequence[str]) -> Row:
    """The row of a step where its task is drawn, its symbol and its documents where they are.

    `gates` are the gateways behind it, at which it decides.
    """
    spot = diagram.of(node.id)
    if spot is None:
        return row
    last = len(row.cells) - len(BESIDE)
    cells = []
    for k, cell in enumerate(row.cells):
        near = node.drawn.get(BESIDE[k - last], []) if k >= last and cell.text else []
        own = diagram.of(*near)
        area = own.area if own is not None and own.page == spot.page else spot.area
        cells.append(with_symbol(replace(cell, area=area), diagram, spot, gates))
    cells[0] = row.cells[0]  # its number is drawn nowhere
    return replace(row, cells=tuple(cells), page=spot.page)


def with_symbol(cell: Cell, diagram: Diagram, spot: Spot, gates: Sequence[str]) -> Cell:
    """The cell of a performer, whose symbol is the task, or the gateway at which it decides."""
    if not cell.marks:
        return cell
    gate = diagram.of(*gates[:1]) if cell.marks == ("diamond",) else None
    symbol = gate.area if gate is not None and gate.page == spot.page else spot.area
    return replace(cell, symbols=(symbol,) * len(cell.marks))
