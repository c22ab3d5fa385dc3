"""The elements of a drawing as SVG: presentation attributes and class names only.

No style attribute and no style element: a strict content security policy forbids both inline.
One unit is one millimetre.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from html import escape

from tatalaksana.core.drawing.drawing import (
    ABOVE,
    POINT,
    SANS,
    Code,
    Connector,
    Element,
    Kind,
    Page,
    Picture,
    Point,
    Rule,
    Shade,
    Symbol,
    Text,
    Way,
)
from tatalaksana.core.drawing.metrics import SERIF
from tatalaksana.core.drawing.pen import LINE, head, outline

#: each family with what stands in for it
FONTS = {
    SANS: f"'{SANS}', Arial, Helvetica, sans-serif",
    SERIF: f"'{SERIF}', 'Times New Roman', Times, serif",
}


def num(value: float) -> str:
    """A length with at most three decimals."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def pairs(points: Iterable[Point]) -> str:
    """Points for a polygon or polyline."""
    return " ".join(f"{num(x)},{num(y)}" for x, y in points)


def opening(
    width: float, height: float, title: str, desc: str, key: str, *, family: str = SANS
) -> str:
    """The svg element with its title and description."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="sop" role="img" lang="id" '
        f'width="{num(width)}mm" height="{num(height)}mm" '
        f'viewBox="0 0 {num(width)} {num(height)}" aria-labelledby="{key}-judul {key}-isi" '
        f'font-family="{FONTS[family]}" fill="#000" stroke-linejoin="round">'
        f'<title id="{key}-judul">{escape(title)}</title><desc id="{key}-isi">{escape(desc)}</desc>'
    )


def background(page: Page) -> list[str]:
    """Grounds and rules; the rules of one thickness are one path."""
    found = [
        f'<rect class="sop-shade" x="{num(e.box.x)}" y="{num(e.box.y)}" '
        f'width="{num(e.box.width)}" height="{num(e.box.height)}" fill="{e.fill}"/>'
        for e in page.elements
        if isinstance(e, Shade)
    ]
    by_weight: dict[float, list[str]] = {}
    for e in page.elements:
        if isinstance(e, Rule):
            path = f"M{num(e.x1)} {num(e.y1)}L{num(e.x2)} {num(e.y2)}"
            by_weight.setdefault(e.weight, []).append(path)
    return found + [
        f'<path class="sop-rule" d="{"".join(dict.fromkeys(paths))}" fill="none" stroke="#000" '
        f'stroke-width="{num(weight)}"/>'
        for weight, paths in sorted(by_weight.items())
    ]


def picture_markup(picture: Picture) -> str:
    """An image from outside, its bytes within the document."""
    box, kind = picture.box, picture.image.kind.replace("svg", "svg+xml")
    data = b64encode(picture.image.data).decode()
    return (
        f'<image x="{num(box.x)}" y="{num(box.y)}" width="{num(box.width)}" '
        f'height="{num(box.height)}" role="img" aria-label="{escape(picture.told)}" '
        f'href="data:image/{kind};base64,{data}"/>'
    )


def code_markup(code: Code) -> str:
    """A QR code as one path."""
    bars = "".join(
        f"M{num(bar.x)} {num(bar.y)}h{num(bar.width)}v{num(bar.height)}h{num(-bar.width)}z"
        for bar in code.bars()
    )
    return (
        f'<path class="code" role="img" aria-label="{escape(code.told)}" d="{bars}" fill="#000" '
        f'shape-rendering="crispEdges"/>'
    )


def text_markup(text: Text, colour: str = "") -> str:
    """One line of text; `textLength` keeps its length where another font stands in."""
    turn = f' transform="rotate(-90 {num(text.x)} {num(text.baseline)})"' if text.upright else ""
    bold = ' font-weight="700"' if text.bold else ""
    ink = f' fill="{colour}"' if colour else ""
    return (
        f'<text x="{num(text.x)}" y="{num(text.baseline)}" font-size="{num(text.size * POINT)}" '
        f'textLength="{num(text.width)}" lengthAdjust="spacingAndGlyphs"{bold}{ink}{turn}>'
        f"{escape(text.text)}</text>"
    )


def connector_markup(connector: Connector) -> str:
    """The line, its arrow head, and the label on a white ground."""
    kind = connector.way.value
    line = (
        f'<polyline points="{pairs(connector.points)}" fill="none" stroke="#000" '
        f'stroke-width="{LINE}"/>'
    )
    tip = ""
    if connector.way is not Way.JOIN:
        tip = f'<polygon points="{pairs(head(*connector.points[-2:]))}"/>'
    rows = f'data-from="{connector.from_row}" data-to="{connector.to_row}"'
    return f'<g class="arrow arrow--{kind}" {rows}>{line}{tip}</g>' + label_markup(connector)


def label_markup(connector: Connector) -> str:
    """The label of a connector; the ground interrupts a column rule below it."""
    label = connector.label
    if label is None:
        return ""
    box = label.box
    return (
        f'<rect class="sop-ground" x="{num(box.x - 0.2)}" y="{num(box.y - 0.1)}" '
        f'width="{num(box.width + 0.4)}" height="{num(box.height)}" fill="#fff"/>'
        + text_markup(label)
    )


def symbol_markup(symbol: Symbol, fill: str = "#fff", width: float = LINE) -> str:
    """The outline of a symbol and its letter."""
    box = symbol.box
    ink = f'class="shape" fill="{fill}" stroke="#000" stroke-width="{num(width)}"'
    if symbol.kind in (Kind.BOX, Kind.CAPSULE):
        round_ = (
            f' rx="{num(min(box.width, box.height) / 2)}"' if symbol.kind is Kind.CAPSULE else ""
        )
        shape = (
            f'<rect {ink} x="{num(box.x)}" y="{num(box.y)}" width="{num(box.width)}" '
            f'height="{num(box.height)}"{round_}/>'
        )
    else:
        shape = f'<polygon {ink} points="{pairs(outline(symbol.kind, box))}"/>'
    return shape + letter_markup(symbol)


def letter_markup(symbol: Symbol) -> str:
    """The letter of a pentagon, in the middle of its upper part."""
    if not symbol.label:
        return ""
    x = symbol.box.middle[0]
    y = symbol.box.y + symbol.box.height * 0.42 + ABOVE * symbol.size * POINT / 2
    return (
        f'<text class="letter" x="{num(x)}" y="{num(y)}" font-size="{num(symbol.size * POINT)}" '
        f'font-weight="700" text-anchor="middle">{escape(symbol.label)}</text>'
    )


def element_markup(element: Element) -> str:
    """One element that lies above the rules."""
    if isinstance(element, Text):
        return text_markup(element)
    if isinstance(element, Connector):
        return connector_markup(element)
    if isinstance(element, Picture):
        return picture_markup(element)
    if isinstance(element, Code):
        return code_markup(element)
    if isinstance(element, Symbol):
        return f'<g class="symbol symbol--{element.kind.value}" data-row="{element.row}">' + (
            symbol_markup(element) + "</g>"
        )
    return ""


def foreground(page: Page) -> list[str]:
    """Texts, connectors and symbols; a label is drawn once, with its connector."""
    labels = {id(e.label) for e in page.elements if isinstance(e, Connector) and e.label}
    return [element_markup(e) for e in page.elements if id(e) not in labels]
