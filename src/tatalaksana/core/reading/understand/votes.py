"""The points of the sequence model: what each step says for each performer.

Surviving marks, the words of the step, its place in the case; between two steps the
hand-overs and the usual way up and down the ranks. Weights: core/reading/data/weights.toml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tatalaksana.core.reading.understand.clues import Clue, Clues
from tatalaksana.core.reading.understand.labels import table
from tatalaksana.core.reading.understand.roles import Role
from tatalaksana.core.reading.understand.roots import of_one_root
from tatalaksana.core.reading.understand.rows import Line

Weights = Mapping[str, float]
CLIMBING = frozenset({"menyetujui", "memaraf", "mengoreksi", "menandatangani"})
CHECKING = frozenset({"mengoreksi", "meneliti kelengkapan"})
RANKED = frozenset({"head", "subhead", "analyst", "handler", "clerk", "courier"})


@dataclass(frozen=True, slots=True)
class Vote:
    """Points for one performer of one step, and why (Bahasa Indonesia)."""

    source: str
    points: float
    why: str


class Model:
    """The points of one procedure."""

    def __init__(
        self, roles: Sequence[Role], lines: Sequence[Line], clues: Sequence[Clues]
    ) -> None:
        self.roles, self.lines, self.clues = roles, lines, clues
        self.weight: Mapping[str, Weights] = table("weights")
        ranks = {role.rank for role in roles if role.group in RANKED}
        self.level = [sum(rank < role.rank for rank in ranks) for role in roles]
        self.top = max((role.rank for role in roles if role.group == "head"), default=0)
        flow, apart = self.weight["flow"], range(-len(ranks), len(ranks) + 1)
        self.usual = {ranks_up: flow["distance"] * abs(ranks_up) for ranks_up in apart}
        self.climb = {ranks_up: climb_points(flow, ranks_up) for ranks_up in apart}
        self.first = [one.first_act for one in clues]
        self.handed = [tuple(self.handover(i)) for i in range(len(lines))]
        self.best_handed = [best_of(handed) for handed in self.handed]

    def votes(self, i: int, c: int) -> Iterator[Vote]:
        """What step `i` itself says for performer `c`."""
        yield from self.mark_votes(i, c)
        yield from self.act_votes(i, c)
        yield from self.place_votes(i, c)
        if of_one_root(self.clues[i].verb, self.roles[c].words):
            why = f"“{self.clues[i].verb}” seakar dengan nama {self.roles[c].name}."
            yield Vote("text", self.weight["text"]["same_root"], why)
        for clue in self.clues[i].named:
            points = self.named_points(clue, c)
            if points:
                yield Vote("text", points, f"Baris ini menyebut “{clue.quote}”.")

    def mark_votes(self, i: int, c: int) -> Iterator[Vote]:
        """Points for the symbols that survived in the row."""
        line, weight = self.lines[i], self.weight["mark"]
        kind, name = line.marks.get(c), self.roles[c].name
        if line.doers:
            if c in line.doers:
                points = weight["drawn" if c == line.doers[0] else "drawn_beside"]
                yield Vote("mark", points, f"Simbol pada kolom {name}.")
            return
        if kind:
            alone = len(line.marks) == 1
            points = weight["alone" if alone else "diamond" if kind == "diamond" else "among"]
            yield Vote("mark", points, f"Simbol pada kolom {name}.")
        if not line.marks and [*line.strange] == [c]:
            yield Vote("mark", weight["word"], f"Bekas simbol pada kolom {name}.")
        if line.traces == (c,):
            yield Vote("mark", weight["trace"], f"Bekas simbol pada kolom {name}.")

    def act_votes(self, i: int, c: int) -> Iterator[Vote]:
        """Points for what the clauses do."""
        role, weight = self.roles[c], self.weight["text"]
        for act in self.clues[i].acts:
            factor = 1.0 if act.first else weight["later_clause"]
            points = act.points.get(role.group, 0.0)
            if role.group == "unit":  # a unit acts as its head would, less surely
                points = act.points.get("head", 0.0) / 2
            if points:
                why = f"“{act.quote}” lazim dikerjakan jabatan seperti {role.name}."
                yield Vote("text", factor * points, why)
            if act.name in ("menandatangani", "menyetujui") and role.rank == self.top:
                why = f"{role.name} adalah pejabat tertinggi dalam tabel."
                yield Vote("text", factor * weight["top_signs"], why)

    def place_votes(self, i: int, c: int) -> Iterator[Vote]:
        """Points for the place of the step: the first of the case, or one before a return."""
        role, start = self.roles[c], self.weight["start"]
        following = self.clues[i + 1].of("back") if i + 1 < len(self.clues) else []
        if any(clue.role == c and not clue.unit for clue in following):
            points = self.weight["text"]["gets_back"]
            yield Vote("text", points, f"Baris berikutnya mengembalikan kepada {role.name}.")
        if i == 0 and c == 0:
            yield Vote("order", start["first_column"], "Kolom pertama lazim memulai prosedur.")
        if i == 0 and role.group in ("applicant", "outside"):
            yield Vote("order", start["petitioner"], "Pemohon lazim memulai prosedur.")

    def named_points(self, clue: Clue, c: int) -> float:
        """Points for performer `c` because the step names somebody."""
        weight, same = self.weight["text"], clue.role == c
        half = self.weight["handover"]["unit"] if clue.unit else 1.0
        points = 0.0
        if clue.kind in ("subject", "by"):
            points = weight[clue.kind] * same
        elif clue.kind == "object":
            points = weight["object_self"] * same
        elif clue.kind in ("order", "host"):
            points = weight["ordered_self"] if same else self.superior_points(clue.role, c)
        elif clue.kind == "back":
            above = self.roles[c].rank > self.roles[clue.role].rank
            points = half * (weight["returned_self"] if same else weight["returns_down"] * above)
        elif clue.kind == "with":
            below = self.both_ranked(clue.role, c) and self.level[clue.role] - self.level[c] == 1
            points = weight["consulted_self"] if same else weight["consults_up"] * below
        elif clue.kind in ("handover", "through", "plain") and same and not clue.again:
            points = half * weight["handed_self"]
        return points

    def superior_points(self, ordered: int, c: int) -> float:
        """Points for `c` in a step that gives an order to `ordered`."""
        weight, ranked = self.weight["text"], self.both_ranked(ordered, c)
        above = self.roles[c].rank > self.roles[ordered].rank
        if not above:
            return weight["not_superior"] if ranked else 0.0
        if not ranked:
            return weight["superior"] * (self.roles[c].group in ("head", "subhead"))
        next_above = self.level[c] - self.level[ordered] == 1
        return weight["superior"] + weight["superior_next"] * next_above

    def both_ranked(self, a: int, b: int) -> bool:
        """Whether both performers stand in the order of ranks."""
        return self.roles[a].group in RANKED and self.roles[b].group in RANKED

    def handover(self, i: int) -> Iterator[tuple[int, float, Clue]]:
        """(performer, points, clue) for everyone step `i` hands the file to."""
        weight, clues = self.weight["handover"], self.clues[i]
        given = [clue for clue in clues.of("handover") if not clue.purpose and not clue.again]
        for clue in clues.of("order", "host", "through", "with", "plain", "handover"):
            name = "order" if clue.kind == "host" else clue.kind
            if clue.purpose or clue.again:
                name = "purpose" if clue.purpose else "again"
            elif name == "handover":
                name = "last" if clue is given[-1] else "earlier"
            yield clue.role, weight[name] * (weight["unit"] if clue.unit else 1.0), clue

    def passage(self, i: int, a: int, b: int) -> float:
        """Points for performer `b` in step `i` after `a` in the step before."""
        points, act = self.best_handed[i - 1].get(b, 0.0), self.first[i]
        climbing = act in CLIMBING and self.first[i - 1] in CLIMBING
        if a == b:
            flow = self.weight["flow"]
            points += flow["stay"] + flow["own_check"] * (act in CHECKING)
            return points + flow["ladder_same"] * climbing
        ranks_up = self.level[b] - self.level[a]
        return points + self.usual[ranks_up] + (self.climb[ranks_up] if climbing else 0.0)


def climb_points(flow: Weights, ranks_up: int) -> float:
    """Points for the way from one approval to the next of somebody else."""
    return flow["ladder"] * (ranks_up == 1) + flow["ladder_down"] * (ranks_up < 0)


def best_of(handed: Sequence[tuple[int, float, Clue]]) -> dict[int, float]:
    """The most points of the hand-overs to each performer."""
    best: dict[int, float] = {}
    for role, points, _ in handed:
        best[role] = max(points, best.get(role, points))
    return best
