"""Which widths the columns get: the fewest pages, names that can be read, then the least white.

White is the area of the table, header and rows on all its pages, that bears neither letters nor
symbols. Layouts are compared by what they take, without being drawn. See docs/decisions/0021.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.cells import count_of
from tatalaksana.core.drawing.columns import (
    BASE_SIZE,
    GROWTH,
    Columns,
    Sharing,
    columns_of,
    sharing,
    word_widths,
)
from tatalaksana.core.drawing.flow import Flow
from tatalaksana.core.drawing.header import Header, header_for
from tatalaksana.core.drawing.leaf import floor
from tatalaksana.core.drawing.legibility import legibility
from tatalaksana.core.drawing.names import sizes_down, whole_from
from tatalaksana.core.drawing.paper import PageFormat
from tatalaksana.core.drawing.rows import (
    MARKED,
    Extent,
    Frame,
    slots_of,
    strip_height,
    symbol_need,
)
from tatalaksana.core.drawing.sites import Sizes, sites_for, sizes_for
from tatalaksana.core.drawing.style import HouseStyle
from tatalaksana.core.drawing.wording import ACTIVITY, Wording

TRIED = (23.0, 20.0, 17.0, 15.0, 13.4, 11.0, 9.5, 8.0)  #: widths of a performer, millimetres
LEAST_AREA = 38.0  #: of all performer columns: a pentagon beside a diamond, behind its label
TEXTS_WISH = 154.0  #: what the text columns should have before the performers grow
MOST_ROWS = 2_000  #: laid for comparison once the performers have their width
#: pages, names upright, how often they are parted, symbols small, white in square millimetres
Worth = tuple[int, bool, int, bool, float]


@dataclass(frozen=True, slots=True)
class Fit:
    """How the table fits on its paper: `page` with the size of its letters, and its columns."""

    page: PageFormat
    columns: Columns


@dataclass(frozen=True, slots=True)
class Performers:
    """What follows from the width of the performer columns alone."""

    sizes: Sizes
    header: Header
    symbols: tuple[float, ...]  #: the height the symbol of each row needs


@dataclass(slots=True)
class Trial:
    """A table whose columns are still to be chosen, and what was already measured of it."""

    wording: Wording
    flow: Flow
    page: PageFormat
    style: HouseStyle
    lines: dict[tuple[int, float], list[int]] = field(default_factory=dict)
    performers: dict[float, Performers] = field(default_factory=dict)

    def columns(self, texts: Sequence[float], each: float) -> Columns:
        """The columns with these widths."""
        return columns_of(self.page.margin, texts, each, len(self.flow.roles))

    def worth(self, texts: Sequence[float], each: float) -> Worth:
        """How good these widths are; the least is the best. Letters within a page do not count."""
        size, measured = self.page.size, self.measured(texts, each)
        sizes, header = measured.sizes, measured.header
        counts = zip(*(self.lines_in(*one) for one in enumerate(texts)), strict=True)
        extents = [
            Extent(max(count), symbol)
            for count, symbol in zip(counts, measured.symbols, strict=True)
        ]
        frame = Frame(self.page.margin + header.height, floor(self.page), strip_height(sizes))
        pages = len(slots_of(extents, frame, size))
        tall = pages * header.height + sum(one.height(size) for one in extents)
        symbols = sum(len(stop.roles) for stop in self.flow.stops.values())
        wide = self.page.width - 2 * self.page.margin
        # the letters are the same in all layouts
        white = tall * wide - symbols * sizes.symbol * sizes.height
        return pages, header.upright, header.parted, sizes.small, white

    def lines_in(self, column: int, width: float) -> list[int]:
        """How many lines each row has in a text column of this width."""
        key = column, round(width, 3)
        if key not in self.lines:
            mark, size = MARKED.get(column, ""), self.page.size
            self.lines[key] = [
                count_of(texts[column], width, size, mark) for texts in self.wording.rows
            ]
        return self.lines[key]

    def measured(self, texts: Sequence[float], each: float) -> Performers:
        """What performer columns of this width bring."""
        if each not in self.performers:
            columns, flow, size = self.columns(texts, each), self.flow, self.page.size
            sizes = sizes_for(columns, roomy=self.page.height is None)
            header = header_for(columns, flow.roles, size, self.style, self.wording.titles)
            sites = {
                row: sites_for(stop, flow, frozenset(), columns, sizes)
                for row, stop in flow.stops.items()
            }
            rows = range(1, len(self.wording.rows) + 1)
            symbols = tuple(symbol_need(sites.get(row), sizes) for row in rows)
            self.performers[each] = Performers(sizes, header, symbols)
        return self.performers[each]


def chosen(wording: Wording, flow: Flow, page: PageFormat, style: HouseStyle) -> Fit:
    """The table on its paper. Errors: DrawingError TL400 when the performers do not fit."""
    roles, usable = len(flow.roles), page.width - 2 * page.margin
    page, least, narrow = squeezed(page, roles)
    trial = Trial(wording, flow, page, style)
    widths = tried(trial, usable - sum(least), narrow)
    words = [max(one, two) for one, two in zip(least, word_widths(wording, page.size), strict=True)]
    sharings: dict[bool, Sharing] = {}

    def shared(each: float) -> Sharing:
        whole = sum(words) <= usable - each * roles  # no word need be parted
        if whole not in sharings:
            room = usable - min(widths) * roles
            sharings[whole] = sharing(wording, words if whole else least, room, page.size)
        return sharings[whole]

    def texts(each: float) -> list[float]:
        return shared(each).widths(usable - each * roles)

    each = min(widths, key=lambda each: trial.worth(texts(each), each))
    return Fit(page, trial.columns(refined(trial, texts(each), each, shared(each).least), each))


def squeezed(page: PageFormat, roles: int) -> tuple[PageFormat, tuple[float, ...], float]:
    """The paper with the size of letters at which the performers fit, the least widths of the
    text columns, and that of a performer.

    First the letters are made smaller, then the text columns narrower, then the symbols. Errors:
    DrawingError TL400 when nothing helps.
    """
    bounds, usable = legibility(), page.width - 2 * page.margin
    smallest = min(bounds.smallest, page.size)
    for size in sizes_down(page.size, smallest):
        least, narrow = scaled(bounds.least, size), max(bounds.narrow, LEAST_AREA / roles)
        if sum(least) + narrow * roles <= usable:
            return replace(page, size=size), least, narrow
    tight = scaled(bounds.tight, smallest)
    each = min(bounds.narrow, (usable - sum(tight)) / roles)
    if each < bounds.narrowest:
        raise DrawingError(f"{roles} pelaksana tidak muat di kertas {page.told}.", hint=wider(page))
    return replace(page, size=smallest), tight, each


def scaled(widths: Sequence[float], size: float) -> tuple[float, ...]:
    """Least widths of the text columns at this size of letters."""
    return tuple(width * min(size / BASE_SIZE, 1.0) for width in widths)


def wider(page: PageFormat) -> str:
    """What holds more performers than `page`."""
    if page.told != page.name:
        return "Pilih kertas mendatar, atau kertas yang lebih lebar, misalnya A3."
    return "Pilih kertas yang lebih lebar, misalnya A3."


def tried(trial: Trial, room: float, narrow: float) -> list[float]:
    """The widths of a performer that are compared, the widest first.

    `room` is what the performers may take in all. On the endless page the widest are taken.
    """
    bounds, page, roles = legibility(), trial.page, len(trial.flow.roles)
    texts = TEXTS_WISH * page.size / BASE_SIZE
    balanced = (page.width - 2 * page.margin - texts) / roles
    most = min(bounds.few.get(roles, bounds.widest), room / roles)
    widest = min(max(balanced, bounds.legible), most)
    if page.height is None or widest <= narrow:
        return [max(widest, narrow)]
    whole = min(whole_from(trial.flow.roles, page.size), most)
    fair = [each for each in (whole, widest, *TRIED) if narrow <= each <= max(whole, widest)]
    for bound in (bounds.legible, bounds.small):
        if legible := {each for each in fair if each >= bound}:
            return sorted(legible, reverse=True)
    return sorted({*fair, narrow}, reverse=True)


def refined(trial: Trial, texts: list[float], each: float, least: Sequence[float]) -> list[float]:
    """The widths of the text columns, moved from one to another as long as that saves white."""
    if trial.page.height is None:
        return texts
    most, best = legibility().most, trial.worth(texts, each)
    laid = len(trial.wording.rows)
    improved = True
    while improved:
        improved = False
        for giver, taker in permutations(range(ACTIVITY, len(texts)), 2):
            if texts[giver] - GROWTH < least[giver] or texts[taker] + GROWTH > most[taker]:
                continue
            laid += len(trial.wording.rows)
            if laid > MOST_ROWS:
                return texts
            moved = list(texts)
            moved[giver] -= GROWTH
            moved[taker] += GROWTH
            worth = trial.worth(moved, each)
            if worth < best:
                texts, best, improved = moved, worth, True
    return texts
