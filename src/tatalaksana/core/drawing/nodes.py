"""How large the nodes of a BPMN process are, with room for their text. Units: pixels."""

from __future__ import annotations

from collections.abc import Sequence

from tatalaksana.core.drawing.drawing import POINT, Box
from tatalaksana.core.drawing.metrics import length
from tatalaksana.core.drawing.process import Node, Sort
from tatalaksana.core.drawing.wrapping import wrap

HEADER = 30.0  #: the strip that bears the name of a pool or a lane
GAP = 44.0  #: between two columns
EVENT, DIAMOND = 36.0, 50.0  #: the sizes modellers draw them in
TASK_WIDTHS = (140.0, 170.0, 200.0, 240.0, 300.0, 400.0)
TASK_LEAST = 80.0
TASK_LINES = 6  #: a task grows wider before it has more lines
TASK_PAD = 26.0  #: above and below the text; the sign of a user task stands there
GATEWAY_WIDTH = 120.0  #: of the column of a gateway, and of its question
EVENT_WIDTH = 60.0  #: of the word below an event
NAME_LINES = 2  #: lines that fit into HEADER
LINE = 15.0  #: height of a line of text
SIZE = 12 / POINT  #: 12 pixels, the size modellers write with, in the unit of `length`
SPARE = 0.9  #: of a width is used, because modellers write with other fonts
NEAR = 5.0  #: between a symbol and its label


def columns_of(nodes: Sequence[Node], x: float) -> tuple[dict[str, Box], float]:
    """A box for every node, its middle at y = 0, one column each from `x`; and their right end."""
    boxes: dict[str, Box] = {}
    for node in nodes:
        width, height = size_of(node)
        column = max(width, GATEWAY_WIDTH if node.sort is Sort.GATEWAY else 0.0)
        boxes[node.id] = Box(x + (column - width) / 2, -height / 2, width, height)
        x += column + GAP
    return boxes, x


def size_of(node: Node) -> tuple[float, float]:
    """Width and height of a node; a task has room for its text."""
    if node.sort is Sort.GATEWAY:
        return DIAMOND, DIAMOND
    if node.sort is not Sort.TASK:
        return EVENT, EVENT
    width = next(
        (one for one in TASK_WIDTHS if lines_in(node.name, one) <= TASK_LINES), TASK_WIDTHS[-1]
    )
    height = lines_in(node.name, width) * LINE + 2 * TASK_PAD
    return width, max(TASK_LEAST, even(height))


def body_of(node: Node, box: Box) -> float:
    """The height a node needs with its label, the same above and below its middle."""
    if node.sort is Sort.TASK:
        return box.height
    return box.height + 2 * (NEAR + label_size(node)[1])


def label_size(node: Node) -> tuple[float, float]:
    """Width and height of the name beside a node."""
    width = GATEWAY_WIDTH if node.sort is Sort.GATEWAY else EVENT_WIDTH
    return width, max(1, lines_in(node.name, width)) * LINE


def upright_length(name: str) -> float:
    """How high a pool or a lane must be for its upright name to fit into HEADER."""
    longest = max((length(word, SIZE) for word in name.split()), default=0.0)
    height = max(longest / SPARE, length(name, SIZE) / NAME_LINES)
    while lines_in(name, height) > NAME_LINES:
        height += LINE + 1
    return even(height + 2 * NEAR)


def lines_in(text: str, width: float) -> int:
    """How many lines `text` takes in `width`."""
    return len(wrap(text, width * SPARE, SIZE))


def even(value: float) -> float:
    """`value`, grown to an even number, so that its half is a whole pixel."""
    return -2.0 * (-value // 2)
