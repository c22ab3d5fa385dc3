"""The chart of a running case: the geometry of the official document, alive.

Every step is one group with a state. A state is told by a sign and a word, never by colour
alone (WCAG 2.2, 1.4.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

from tatalaksana.core.drawing.drawing import (
    ABOVE,
    POINT,
    Box,
    Connector,
    Drawing,
    Kind,
    Page,
    Symbol,
)
from tatalaksana.core.drawing.markup import (
    background,
    element_markup,
    num,
    opening,
    symbol_markup,
)
from tatalaksana.core.drawing.metrics import clean, length
from tatalaksana.core.drawing.pen import LINE

State = Literal["done", "present", "late", "returned", "held", "changed", "added", "removed"]
WORDS: dict[State, str] = {
    "done": "selesai",
    "present": "sedang dikerjakan",
    "late": "terlambat",
    "returned": "dikembalikan",
    "held": "berkas di luar kantor",
    "changed": "berubah",
    "added": "baru",
    "removed": "dihapus",
}
#: ground and thickness of the outline; class names let a style sheet choose others
LOOKS: dict[State, tuple[str, float]] = {
    "done": ("#e4f1e8", LINE),
    "present": ("#e3edfb", 0.7),
    "late": ("#fde9e3", 0.7),
    "returned": ("#fff3d6", 0.7),
    "held": ("#efe9f7", 0.7),
    "changed": ("#fff3d6", 0.7),
    "added": ("#e4f1e8", 0.7),
    "removed": ("#fde9e3", 0.7),
}
#: each sign as a path in a square of 2 millimetres about the origin
SIGNS: dict[State, str] = {
    "done": "M-1 0L-.3 .8L1 -.8",
    "present": "M-.6 -.9L.9 0L-.6 .9Z",
    "late": "M0 -1V.3M0 .8V1",
    "held": "M-.5 -.9V.9M.5 -.9V.9",
    "returned": "M.9 .9V-.2A.6 .6 0 0 0 .3 -.5H-.9M-.3 -1L-.9 -.5L-.3 0",
    "changed": "M-1 .3Q-.5 -.9 0 0T1 -.3",
    "added": "M-.9 0H.9M0 -.9V.9",
    "removed": "M-.8 -.8L.8 .8M.8 -.8L-.8 .8",
}
TEXTS_AFTER = 4  #: columns behind the performers: Kelengkapan, Waktu, Output, Keterangan
DIAMOND_ROOM = 0.72  #: of its width, where the note stands
NOTE_SIZE, NOTE_LEAST = 6.5, 5.0  #: points of the note in a symbol, and where it is cut


@dataclass(frozen=True, slots=True)
class Mark:
    """What a case says of one step: its state, a short note ("12 menit"), a full sentence."""

    state: State
    note: str = ""
    title: str = ""


def svg_of_case(drawing: Drawing, marks: Mapping[int, Mark], prefix: str = "langkah") -> str:
    """The chart with the state of each step, as one svg element for a web page.

    `marks` by row; rows without a mark are still to come. Each step is a group
    `<g class="step step--done" data-row="3" id="langkah-3">` with a title and, as `data-told`, the
    step in words; behind it lie grounds (`class="ground"`, `data-row`) of its row, its Kelengkapan
    and its Output, which a page may light. `prefix` keeps the ids of several charts on one page
    apart. Draw it from `arrange(procedure, SCREEN)`; more
    pages are set below each other.
    """
    width = max((page.width for page in drawing.pages), default=1.0)
    height = sum(page.height for page in drawing.pages)
    words = [opening(width, height, f"Alur {drawing.title}", told(drawing, marks), prefix)]
    y = 0.0
    for page in drawing.pages:
        words.append(f'<g transform="translate(0 {num(y)})">' if y else "<g>")
        words += page_markup(drawing, page, marks, prefix)
        words.append("</g>")
        y += page.height
    return "\n".join([*words, "</svg>"])


def told(drawing: Drawing, marks: Mapping[int, Mark]) -> str:
    """The state of the case in one line, for the description."""
    parts = [f"langkah {row} {WORDS[mark.state]}" for row, mark in sorted(marks.items())]
    return f"{len(drawing.told)} langkah; " + (", ".join(parts) or "belum ada yang dimulai") + "."


def page_markup(drawing: Drawing, page: Page, marks: Mapping[int, Mark], prefix: str) -> list[str]:
    """One page: table, connectors, then a group for each step."""
    labels = {id(e.label) for e in page.elements if isinstance(e, Connector) and e.label}
    words = [*grounds(page), *background(page)]
    groups: dict[int, list[Symbol]] = {}
    for element in page.elements:
        if isinstance(element, Symbol) and element.kind is not Kind.PENTAGON:
            groups.setdefault(element.row, []).append(element)
        elif id(element) not in labels:
            words.append(element_markup(element))
    return words + [
        step_markup(drawing, row, symbols, marks.get(row), prefix)
        for row, symbols in groups.items()
    ]


def grounds(page: Page) -> list[str]:
    """A ground for each row of the table, and one for its Kelengkapan and its Output."""
    rows: dict[int, list[Box]] = {}
    for table in page.tables:
        for cell in table.cells:
            if cell.step is not None:
                rows.setdefault(cell.step, []).append(cell.box)
    found = []
    for row, boxes in rows.items():
        boxes.sort(key=lambda box: box.x)
        inputs, _time, output, _note = boxes[-TEXTS_AFTER:]
        whole = Box(
            boxes[0].x, boxes[0].y, boxes[-1].right - boxes[0].x,
            max(box.bottom for box in boxes) - boxes[0].y,
        )  # fmt: skip
        found += [ground_markup(whole, row, "ground")]
        found += [ground_markup(box, row, "ground ground--paper") for box in (inputs, output)]
    return found


def ground_markup(box: Box, row: int, name: str) -> str:
    """One ground; it shows nothing until a page lights it."""
    return (
        f'<rect class="{name}" data-row="{row}" x="{num(box.x)}" y="{num(box.y)}" '
        f'width="{num(box.width)}" height="{num(box.height)}" fill="none"/>'
    )


def step_markup(
    drawing: Drawing, row: int, symbols: list[Symbol], mark: Mark | None, prefix: str
) -> str:
    """The symbols of one step as a group with its state."""
    state = f"step--{mark.state}" if mark else "step--todo"
    sentence = drawing.told[row - 1] if row <= len(drawing.told) else f"Langkah {row}"
    title = sentence
    if mark:
        title = mark.title or f"{sentence} ({WORDS[mark.state]})"
    fill, width = LOOKS[mark.state] if mark else ("#fff", LINE)
    shapes = "".join(symbol_markup(symbol, fill, width) for symbol in symbols)
    signs = sign_markup(symbols[0].kind, symbols[0].box, mark) if mark else ""
    return (
        f'<g class="step {state}" data-row="{row}" id="{escape(prefix)}-{row}" '
        f'data-told="{escape(sentence)}">'
        f"<title>{escape(title)}</title>{shapes}{signs}</g>"
    )


def sign_markup(kind: Kind, box: Box, mark: Mark) -> str:
    """The sign in the upper half of the symbol, the note in the middle of the lower one."""
    x, y = box.middle
    note = clean(mark.note)
    high = y - box.height * 0.22 if note else y
    sign = (
        f'<path class="sign" d="{SIGNS[mark.state]}" transform="translate({num(x)} {num(high)})" '
        f'fill="none" stroke="#000" stroke-width="0.45" stroke-linecap="round"/>'
    )
    size = NOTE_SIZE
    room = box.width * (DIAMOND_ROOM if kind is Kind.DIAMOND else 1.0) - 2.0
    while note and length(note, size) > room and size > NOTE_LEAST:
        size -= 0.5
    while note and length(note, size) > room:
        note = note[:-2].rstrip() + "…" if len(note) > 2 else ""
    if not note:
        return sign
    base = y + box.height * (0.06 if kind is Kind.DIAMOND else 0.14) + ABOVE * size * POINT / 2
    return sign + (
        f'<text class="note" x="{num(x)}" y="{num(base)}" font-size="{num(size * POINT)}" '
        f'text-anchor="middle">{escape(note)}</text>'
    )
