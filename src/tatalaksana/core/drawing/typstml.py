"""A drawing as Typst markup: every element at its place, every text a string literal.

Typst only places what is arranged, so that nothing in a document is ever read as markup.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from datetime import date

from tatalaksana.core.drawing.drawing import (
    ABOVE,
    POINT,
    Code,
    Connector,
    Drawing,
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
from tatalaksana.core.drawing.metrics import length, typeset
from tatalaksana.core.drawing.pen import LINE, head, outline

UNKNOWN_DAY = date(1970, 1, 1)  #: PDF/A demands a date; this one says that there is none
START = """\
#set text(font: "FAMILY", lang: "id", dir: ltr, kerning: false, ligatures: false,
  hyphenate: false, top-edge: "baseline", bottom-edge: "baseline")
#set par(justify: false, leading: 0pt, spacing: 0pt)
#let at(x, y, w, s, b, c) = place(top + left, dx: x * 1mm, dy: y * 1mm, box(width: w * 1mm + 9mm,
  text(size: s * 1pt, weight: b, c)))
#let up(x, y, w, s, b, c) = place(top + left, dx: x * 1mm, dy: y * 1mm,
  rotate(-90deg, origin: top + left, box(width: w * 1mm + 9mm, text(size: s * 1pt, weight: b, c))))
#let pts(l) = l.map(p => (p.at(0) * 1mm, p.at(1) * 1mm))
#let poly(f, t, ..l) = place(top + left, polygon(fill: f, stroke: t * 1mm, ..pts(l.pos())))
#let round(x, y, w, h, r, t) = place(top + left, dx: x * 1mm, dy: y * 1mm,
  rect(width: w * 1mm, height: h * 1mm, radius: r * 1mm, fill: white, stroke: t * 1mm))
#let shade(x, y, w, h, f) = place(top + left, dx: x * 1mm, dy: y * 1mm,
  rect(width: w * 1mm, height: h * 1mm, fill: f))
#let mark(t) = place(top + left, hide(heading(level: 1, bookmarked: true, t)))
#let picture(x, y, w, h, t, d) = place(top + left, dx: x * 1mm, dy: y * 1mm,
  image(bytes(d), format: "svg", width: w * 1mm, height: h * 1mm, alt: t))
#let code(..l) = place(top + left, curve(fill: black, ..l.pos().map(b => (
  curve.move((b.at(0) * 1mm, b.at(1) * 1mm)),
  curve.line(((b.at(0) + b.at(2)) * 1mm, b.at(1) * 1mm)),
  curve.line(((b.at(0) + b.at(2)) * 1mm, (b.at(1) + b.at(3)) * 1mm)),
  curve.line((b.at(0) * 1mm, (b.at(1) + b.at(3)) * 1mm)),
  curve.close(mode: "straight"))).flatten()))
#let lines(t, ..l) = place(top + left, curve(stroke: t * 1mm, ..l.pos().map(line => (
  curve.move((line.at(0) * 1mm, line.at(1) * 1mm)),
  ..line.slice(2).chunks(2).map(p => curve.line((p.at(0) * 1mm, p.at(1) * 1mm))))).flatten()))
"""


def markup(drawing: Drawing) -> str:
    """The whole document as Typst markup."""
    with typeset(drawing.family):
        return marked_up(drawing)


def marked_up(drawing: Drawing) -> str:
    """What `markup` gives, in the family of the drawing."""
    day = drawing.day or UNKNOWN_DAY
    words = [
        f"#set document(title: {quoted(f'SOP {drawing.title}')})",
        f"#set document(author: {quoted(drawing.agency)})",
        f"#set document(date: datetime(year: {day.year}, month: {day.month}, day: {day.day}))",
        START.replace("FAMILY", drawing.family),
    ]
    for number, page in enumerate(drawing.pages):
        words.append(
            f"#set page(width: {num(page.width)}mm, height: {num(page.height)}mm, margin: 0pt)"
            if number == 0 or size_of(page) != size_of(drawing.pages[number - 1])
            else "#pagebreak()"
        )
        if page.bookmark:
            words.append(f"#mark({quoted(page.bookmark)})")
        words += page_markup(page)
    return "\n".join(words) + "\n"


def size_of(page: Page) -> tuple[float, float]:
    """Width and height of a page."""
    return page.width, page.height


def page_markup(page: Page) -> list[str]:
    """One page: grounds and rules and connectors are decoration, texts are content."""
    shades = [
        f'shade({nums(e.box.x, e.box.y, e.box.width, e.box.height)}, rgb("{e.fill}"))'
        for e in page.elements
        if isinstance(e, Shade)
    ]
    decor = [*shades, *rules(page)]
    labels = [e.label for e in page.elements if isinstance(e, Connector) and e.label]
    for e in page.elements:
        if isinstance(e, Connector):
            decor += connector_markup(e)
        elif isinstance(e, Symbol):
            decor.append(symbol_markup(e))
        elif isinstance(e, Code):
            decor.append(code_markup(e))
    decor += [
        f"shade({nums(b.x - 0.2, b.y - 0.1, b.width + 0.4, b.height)}, white)"
        for b in (label.box for label in labels)
    ]
    found = ["#pdf.artifact({", *decor, "})"]
    for e in page.elements:
        if isinstance(e, Text):
            found.append(text_markup(e))
        elif isinstance(e, Picture):
            found.append(picture_markup(e))
        elif isinstance(e, Symbol) and e.label:
            found.append(text_markup(letter_of(e)))
    return found


def rules(page: Page) -> list[str]:
    """The rules of one thickness as one path."""
    by_weight: dict[float, dict[str, None]] = {}
    for e in page.elements:
        if isinstance(e, Rule):
            line = f"({nums(e.x1, e.y1, e.x2, e.y2)})"
            by_weight.setdefault(e.weight, {})[line] = None
    return [
        f"lines({num(weight)}, {', '.join(lines)})" for weight, lines in sorted(by_weight.items())
    ]


def connector_markup(connector: Connector) -> list[str]:
    """The line and its arrow head."""
    flat = (value for point in connector.points for value in point)
    words = [f"lines({LINE}, ({nums(*flat)}))"]
    if connector.way is not Way.JOIN:
        words.append(f"poly(black, 0, {points(head(*connector.points[-2:]))})")
    return words


def symbol_markup(symbol: Symbol) -> str:
    """The outline of a symbol."""
    box = symbol.box
    if symbol.kind in (Kind.BOX, Kind.CAPSULE):
        corner = min(box.width, box.height) / 2 if symbol.kind is Kind.CAPSULE else 0.0
        return f"round({nums(box.x, box.y, box.width, box.height, corner, LINE)})"
    return f"poly(white, {LINE}, {points(outline(symbol.kind, box))})"


def code_markup(code: Code) -> str:
    """A QR code as one shape; its text stands beside it."""
    bars = [nums(bar.x, bar.y, bar.width, bar.height) for bar in code.bars()]
    return f"code({', '.join(f'({bar})' for bar in bars)})"


def picture_markup(picture: Picture) -> str:
    """An image from outside; Typst reads a bitmap best from within an SVG."""
    box, image = picture.box, picture.image
    source = image.data.decode("utf-8", "replace")
    if image.kind != "svg":
        data = b64encode(image.data).decode()
        size = f'width="{num(image.width)}" height="{num(image.height)}"'
        source = (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
            f'<image {size} href="data:image/{image.kind};base64,{data}"/></svg>'
        )
    place = nums(box.x, box.y, box.width, box.height)
    return f"#picture({place}, {quoted(picture.told)}, {quoted(source)})"


def letter_of(symbol: Symbol) -> Text:
    """The letter of a pentagon as a text."""
    wide = length(symbol.label, symbol.size, True)
    return Text(
        x=symbol.box.middle[0] - wide / 2,
        baseline=symbol.box.y + symbol.box.height * 0.42 + ABOVE * symbol.size * POINT / 2,
        text=symbol.label, size=symbol.size, width=wide, cell=symbol.box, bold=True,
    )  # fmt: skip


def text_markup(text: Text) -> str:
    """One line of text at its place."""
    name = "up" if text.upright else "at"
    weight = '"bold"' if text.bold else '"regular"'
    place = nums(text.x, text.baseline, text.width, text.size)
    shown = quoted(text.text)
    if text.link:
        shown = f"link((page: {text.link}, x: 0pt, y: 0pt), {shown})"
    return f"#{name}({place}, {weight}, {shown})"


def quoted(text: str) -> str:
    """A Typst string literal that prints as `text`."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def num(value: float) -> str:
    """A length with at most three decimals."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def nums(*values: float) -> str:
    """Several lengths."""
    return ", ".join(map(num, values))


def points(corners: Iterable[Point]) -> str:
    """Points as arrays."""
    return ", ".join(f"({nums(x, y)})" for x, y in corners)
