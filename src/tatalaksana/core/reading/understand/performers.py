"""Who does each step: one sequence model over all steps together.

Each step gives every performer column points: surviving marks, the words of the step, its
place in the case. Between two steps there are points for hand-overs and for the usual way up
and down the ranks. The best sequence as a whole is found by dynamic programming (Viterbi,
1967); how much worse the best sequence with another performer is tells how sure we are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from tatalaksana.core.reading.understand.clues import Clue, Clues
from tatalaksana.core.reading.understand.labels import table
from tatalaksana.core.reading.understand.roles import Role
from tatalaksana.core.reading.understand.rows import Line

CLIMBING = frozenset({"menyetujui", "memaraf", "mengoreksi", "menandatangani"})
RANKED = frozenset({"head", "subhead", "analyst", "handler", "clerk", "courier"})
MOST_STATES = 12  #: performers weighed per step; more never win
MEETING = "rapat"


@dataclass(frozen=True, slots=True)
class Vote:
    """Points for one performer of one step, and why (Bahasa Indonesia)."""

    source: str
    points: float
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """The performers of one step, the responsible one first."""

    roles: tuple[int, ...]
    source: str
    sure: float
    why: str


class Model:
    """The points of one procedure."""

    def __init__(
        self, roles: Sequence[Role], lines: Sequence[Line], clues: Sequence[Clues]
    ) -> None:
        self.roles, self.lines, self.clues = roles, lines, clues
        self.weight = table("weights")
        ranks = sorted({role.rank for role in roles})
        self.level = [ranks.index(role.rank) for role in roles]
        self.top = max((role.rank for role in roles if role.group == "head"), default=0)
        self.handed = [tuple(self.handover(i)) for i in range(len(lines))]

    def votes(self, i: int, c: int) -> Iterator[Vote]:
        """What step `i` itself says for performer `c`."""
        yield from self.mark_votes(i, c)
        yield from self.act_votes(i, c)
        for clue in self.clues[i].named:
            points = self.named_points(clue, c)
            if points:
                yield Vote("text", points, f"Baris ini menyebut “{clue.quote}”.")
        if i == 0:
            start = self.weight["start"]
            if c == 0:
                yield Vote("order", start["first_column"], "Kolom pertama lazim memulai prosedur.")
            if self.roles[c].group in ("applicant", "outside"):
                yield Vote("order", start["petitioner"], "Pemohon lazim memulai prosedur.")

    def mark_votes(self, i: int, c: int) -> Iterator[Vote]:
        """Points for the symbols that survived in the row."""
        line, weight = self.lines[i], self.weight["mark"]
        kind = line.marks.get(c)
        if kind:
            alone = len(line.marks) == 1
            name = "alone" if alone else "diamond" if kind == "diamond" else "among"
            yield Vote("mark", weight[name], f"Simbol pada kolom {self.roles[c].name}.")
        if line.traces == (c,):
            yield Vote("mark", weight["trace"], f"Bekas simbol pada kolom {self.roles[c].name}.")

    def act_votes(self, i: int, c: int) -> Iterator[Vote]:
        """Points for what the clauses do."""
        group, weight = self.roles[c].group, self.weight["text"]
        for act in self.clues[i].acts:
            factor = 1.0 if act.first else weight["later_clause"]
            points = act.points.get(
                group, act.points.get("head", 0.0) / 2 if group == "unit" else 0.0
            )
            if points:
                yield Vote("text", factor * points, f"“{act.quote}” adalah pekerjaan jabatan seperti {self.roles[c].name}.")  # fmt: skip
            if act.name in ("menandatangani", "menyetujui") and self.roles[c].rank == self.top:
                yield Vote("text", factor * weight["top_signs"], f"{self.roles[c].name} adalah pejabat tertinggi.")  # fmt: skip

    def named_points(self, clue: Clue, c: int) -> float:
        """Points for performer `c` because the step names somebody."""
        weight, same = self.weight["text"], clue.role == c
        mine, other = self.roles[c].rank, self.roles[clue.role].rank
        ranked = self.roles[clue.role].group in RANKED and self.roles[c].group in RANKED
        half = self.weight["handover"]["unit"] if clue.unit else 1.0
        if clue.kind in ("subject", "by"):
            return float(weight[clue.kind]) if same else 0.0
        if clue.kind in ("order", "host"):
            if same:
                return float(weight["ordered_self"])
            above = (
                mine > other
                if ranked
                else mine > other and self.roles[c].group in ("head", "subhead")
            )
            if not above:
                return float(weight["not_superior"]) if ranked else 0.0
            next_above = self.level[c] - self.level[clue.role] == 1
            return float(weight["superior"] + weight["superior_next"] * next_above)
        if clue.kind == "back":
            return half * (
                weight["returned_self"] if same else weight["returns_down"] * (mine > other)
            )
        if clue.kind == "with":
            below = ranked and 0 < self.level[clue.role] - self.level[c] <= 1
            return float(weight["consulted_self"] if same else weight["consults_up"] * below)
        if clue.kind in ("handover", "through", "plain") and same and not clue.again:
            return float(half * weight["handed_self"])
        return 0.0

    def handover(self, i: int) -> Iterator[tuple[int, float, Clue]]:
        """(performer, points, clue) for everyone step `i` hands the file to."""
        weight, clues = self.weight["handover"], self.clues[i]
        given = [clue for clue in clues.of("handover") if not clue.purpose and not clue.again]
        for clue in clues.of("order", "host", "through", "with", "plain", "handover"):
            name = {"host": "order"}.get(clue.kind, clue.kind)
            if clue.kind == "handover":
                name = "purpose" if clue.purpose else "again" if clue.again else "last" if clue is given[-1] else "earlier"  # fmt: skip
            yield clue.role, weight[name] * (weight["unit"] if clue.unit else 1.0), clue

    def passage(self, i: int, a: int, b: int) -> float:
        """Points for performer `b` in step `i` after `a` in the step before."""
        flow = self.weight["flow"]
        points = max((worth for role, worth, _ in self.handed[i - 1] if role == b), default=0.0)
        apart = self.level[b] - self.level[a]
        points += flow["distance"] * abs(apart) + flow["stay"] * (a == b)
        acts = self.clues[i - 1].first_act, self.clues[i].first_act
        if acts[1] in CLIMBING and acts[0] in CLIMBING:
            points += flow["ladder"] * (apart == 1) + flow["ladder_same"] * (a == b)
            points += flow["ladder_down"] * (apart < 0)
        return float(points)


def best_performers(
    roles: Sequence[Role], lines: Sequence[Line], clues: Sequence[Clues]
) -> list[Found]:
    """The performers of every step, with the reason and how sure it is (0 … 1)."""
    if not roles or not lines:
        return [Found((), "", 0.0, "") for _ in lines]
    model = Model(roles, lines, clues)
    worth = [{c: sum(v.points for v in model.votes(i, c)) for c in range(len(roles))} for i in range(len(lines))]  # fmt: skip
    states = [likely(model, i, worth[i]) for i in range(len(lines))]
    forward, came = run_forward(model, worth, states)
    backward = run_backward(model, worth, states)
    path = [max(forward[-1], key=lambda c: forward[-1][c])]
    for i in range(len(lines) - 1, 0, -1):
        path.append(came[i][path[-1]])
    path.reverse()
    found = []
    for i, c in enumerate(path):
        totals = {k: forward[i][k] + backward[i][k] for k in states[i]}
        rest = [total for k, total in totals.items() if k != c]
        margin = totals[c] - max(rest) if rest else float("inf")
        found.append(explained(model, i, c, margin))
    return [with_meeting(model, i, one, found) for i, one in enumerate(found)]


def likely(model: Model, i: int, worth: dict[int, float]) -> list[int]:
    """The performers worth weighing in step `i`."""
    handed = {role: points for role, points, _ in model.handed[i - 1]} if i else {}
    order = sorted(worth, key=lambda c: worth[c] + handed.get(c, 0.0), reverse=True)
    return order[:MOST_STATES]


def run_forward(
    model: Model, worth: list[dict[int, float]], states: list[list[int]]
) -> tuple[list[dict[int, float]], list[dict[int, int]]]:
    """The best sum up to each step and performer, and from where it came."""
    sums, came = [{c: worth[0][c] for c in states[0]}], [dict[int, int]()]
    for i in range(1, len(worth)):
        now: dict[int, float] = {}
        back: dict[int, int] = {}
        for b in states[i]:
            a = max(states[i - 1], key=lambda a: sums[-1][a] + model.passage(i, a, b))
            now[b] = sums[-1][a] + model.passage(i, a, b) + worth[i][b]
            back[b] = a
        sums.append(now)
        came.append(back)
    return sums, came


def run_backward(
    model: Model, worth: list[dict[int, float]], states: list[list[int]]
) -> list[dict[int, float]]:
    """The best sum after each step and performer."""
    sums = [dict.fromkeys(states[-1], 0.0)]
    for i in range(len(worth) - 1, 0, -1):
        after = sums[-1]
        sums.append(
            {
                a: max(model.passage(i, a, b) + worth[i][b] + after[b] for b in states[i])
                for a in states[i - 1]
            }
        )
    return sums[::-1]


def explained(model: Model, i: int, c: int, margin: float) -> Found:
    """Performer `c` of step `i` with the strongest reason for it."""
    votes = list(model.votes(i, c))
    votes += [
        Vote("handover", points, f"Baris sebelumnya menyebut “{clue.quote}”.")
        for role, points, clue in (model.handed[i - 1] if i else ())
        if role == c
    ]
    best = max(votes, key=lambda vote: vote.points, default=None)
    if best is None or best.points <= 0:
        best = Vote("order", 0.0, "Disimpulkan dari urutan langkah dan jenjang jabatan.")
    sure = model.weight["sure"]
    chance = 1 / (1 + exp(-sure["slope"] * min(margin, 50.0)))
    return Found((c,), best.source, round(min(sure["highest"], chance), 2), best.why)


def with_meeting(model: Model, i: int, one: Found, found: Sequence[Found]) -> Found:
    """The step with all who take part, where it is a meeting of several invited."""
    others = {clue.role for clue in model.clues[i].of("with")} if is_meeting(model, i) else set()
    others |= (
        gathered(model, i)
        if model.clues[i].first_act == MEETING and not model.lines[i].marks
        else set()
    )
    others -= {one.roles[0]}
    marked = {c for c, kind in model.lines[i].marks.items() if kind != "diamond"}
    if len(others) < 2 and not (len(marked) > 1 and model.clues[i].first_act == MEETING):
        return one
    others |= marked - {one.roles[0]} if model.clues[i].first_act == MEETING else set()
    return Found((*one.roles, *sorted(others)), one.source, one.sure, one.why)


def is_meeting(model: Model, i: int) -> bool:
    """Whether the words of the step speak of a meeting."""
    text = model.lines[i].activity.lower()
    return any(word in text for word in ("rapat", "pembahasan", "membahas", "musyawarah"))


def gathered(model: Model, i: int) -> set[int]:
    """Whom the steps since the last meeting invited or charged with holding it."""
    found: set[int] = set()
    for k in range(i - 1, -1, -1):
        if model.clues[k].first_act == MEETING:
            break
        found |= {clue.role for clue in model.clues[k].of("invite", "host")}
    return found
