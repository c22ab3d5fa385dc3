"""PDF pages drawn stroke by stroke, as other programs write them: for the difficulties we met."""

from __future__ import annotations

from collections.abc import Sequence

from tests.core.reading.hostile import CATALOG, pdf

WIDE, HIGH = 842.0, 595.0
TOP, LEFT = 60.0, 40.0
NO, ACTIVITY, PERFORMER, STANDARD = 25.0, 150.0, 100.0, 85.0  #: widths of the columns
HEAD, ROW = 20.0, 60.0  #: heights of the rows
LETTER = 8.0  #: size
HEADERS = ("Kelengkapan", "Waktu", "Output", "Keterangan")


class Sketch:
    """One page; y counts from the upper edge, as one looks at it."""

    def __init__(self) -> None:
        self.strokes: list[str] = []

    def words(self, x: float, y: float, text: str, size: float = LETTER) -> Sketch:
        """A text with its baseline at `y`."""
        safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return self.draw(f"BT /F {size:g} Tf {x:g} {HIGH - y:g} Td ({safe}) Tj ET")

    def line(self, *points: tuple[float, float]) -> Sketch:
        """A stroke through all points."""
        (x, y), *rest = points
        way = " ".join(f"{a:g} {HIGH - b:g} l" for a, b in rest)
        return self.draw(f"{x:g} {HIGH - y:g} m {way} S")

    def rect(
        self, x: float, y: float, wide: float, high: float, fill: float | None = None
    ) -> Sketch:
        """A rectangle: its outline, or only its fill, from 0 black to 1 white."""
        box = f"{x:g} {HIGH - y - high:g} {wide:g} {high:g} re"
        return self.draw(f"{box} S" if fill is None else f"q {fill:g} g {box} f Q")

    def diamond(self, x: float, y: float, wide: float = 40.0, high: float = 24.0) -> Sketch:
        """A diamond around (x, y)."""
        return self.line(
            (x, y - high / 2), (x + wide / 2, y), (x, y + high / 2), (x - wide / 2, y),
            (x, y - high / 2),
        )  # fmt: skip

    def box(self, x: float, y: float, wide: float = 40.0, high: float = 20.0) -> Sketch:
        """A symbol around (x, y)."""
        return self.rect(x - wide / 2, y - high / 2, wide, high)

    def head(self, x: float, y: float, dx: float, dy: float) -> Sketch:
        """An arrow head whose tip is at (x, y), pointing along (dx, dy)."""
        a, b = (
            (x - 6 * dx - 3 * dy, y - 6 * dy - 3 * dx),
            (x - 6 * dx + 3 * dy, y - 6 * dy + 3 * dx),
        )
        ring = " ".join(
            f"{u:g} {HIGH - v:g} {k}" for (u, v), k in zip(((x, y), a, b), "mll", strict=True)
        )
        return self.draw(f"{ring} h f")

    def arrow(self, *points: tuple[float, float]) -> Sketch:
        """A stroke through all points with a head at its end; its last piece is straight."""
        (x0, y0), (x1, y1) = points[-2:]
        size = max(abs(x1 - x0), abs(y1 - y0))
        dx, dy = (x1 - x0) / size, (y1 - y0) / size
        return self.line(*points[:-1], (x1 - 4 * dx, y1 - 4 * dy)).head(x1, y1, dx, dy)

    def picture(self, x: float, y: float, rows: Sequence[str], size: float) -> Sketch:
        """A picture of dots, "#" black, each `size` points wide and high."""
        wide, high = len(rows[0]), len(rows)
        dots = "".join("00" if dot == "#" else "FF" for row in rows for dot in row)
        place = f"{wide * size:g} 0 0 {high * size:g} {x:g} {HIGH - y - high * size:g}"
        head = f"BI /W {wide} /H {high} /CS /G /BPC 8 /F /AHx ID"
        return self.draw(f"q {place} cm {head} {dots}> EI Q")

    def draw(self, stroke: str) -> Sketch:
        """Whatever PDF can say."""
        self.strokes.append(stroke)
        return self

    def table(self, performers: Sequence[str], steps: Sequence[Sequence[str]]) -> Sketch:
        """A step table without its symbols: its header in two rows, then (activity, …) a row."""
        edges = columns(len(performers))
        bottom = TOP + 2 * HEAD + ROW * len(steps)
        for k, x in enumerate(edges):
            under = 2 < k < 2 + len(performers) or len(edges) - 5 < k < len(edges) - 2
            self.line((x, TOP + HEAD * under), (x, bottom))
        for y in (TOP, TOP + 2 * HEAD, *(top(i + 1) for i in range(len(steps)))):
            self.line((edges[0], y), (edges[-1], y))
        self.line((edges[2], TOP + HEAD), (edges[-2], TOP + HEAD))
        self.words(edges[0] + 3, TOP + 14, "No").words(edges[1] + 3, TOP + 14, "Kegiatan")
        self.words(edges[2] + 3, TOP + 14, "Pelaksana")
        self.words(edges[2 + len(performers)] + 3, TOP + 14, "Mutu Baku")
        for k, name in enumerate((*performers, *HEADERS), start=2):
            y = TOP + (14 if name == "Keterangan" else 34)
            self.words(edges[k] + 3, y, name)
        for i, cells in enumerate(steps):
            self.words(edges[0] + 3, top(i) + 12, str(i + 1))
            self.words(edges[1] + 3, top(i) + 12, cells[0])
            for k, text in enumerate(cells[1:], start=2 + len(performers)):
                self.words(edges[k] + 3, top(i) + 12, text)
        return self

    def pdf(self, *more: Sketch) -> bytes:
        """The page as a file, with `more` pages behind it."""
        pages = (self, *more)
        kids = " ".join(f"{4 + 2 * k} 0 R" for k in range(len(pages)))
        font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
        objects = [
            CATALOG,
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids.encode()),
            font,
        ]
        for k, page in enumerate(pages):
            content = "\n".join(page.strokes).encode("latin-1")
            objects += [
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
                b"/Resources << /Font << /F 3 0 R >> >> >>" % (WIDE, HIGH, 5 + 2 * k),
                b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            ]
        return pdf(objects)


def columns(performers: int) -> list[float]:
    """The edges of the columns of a table."""
    widths = [NO, ACTIVITY, *[PERFORMER] * performers, *[STANDARD] * len(HEADERS)]
    return [LEFT + sum(widths[:k]) for k in range(len(widths) + 1)]


def middle(performer: int) -> float:
    """The middle of a performer's column, from 0."""
    return LEFT + NO + ACTIVITY + PERFORMER * (performer + 0.5)


def top(row: int) -> float:
    """The upper edge of a row of steps, from 0."""
    return TOP + 2 * HEAD + ROW * row


def level(row: int) -> float:
    """The middle of a row of steps, from 0."""
    return top(row) + ROW / 2
