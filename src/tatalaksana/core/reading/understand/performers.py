"""Who does each step: one sequence model over all steps together.

Each step gives every performer points (votes.py), and so does the passage from one step to
the next. The best sequence as a whole is found by dynamic programming (Viterbi, 1967); how
much worse the best sequence with another performer is tells how sure we are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from tatalaksana.core.reading.understand.clues import Clues
from tatalaksana.core.reading.understand.roles import Role
from tatalaksana.core.reading.understand.rows import Line
from tatalaksana.core.reading.understand.votes import Model, Vote

MOST_STATES = 12  #: performers weighed per step; more never win
LARGEST_MARGIN = 50.0  #: points; beyond, the probability is 1 to every digit
MEETING = "rapat"
MEETING_WORDS = ("rapat", "pembahasan", "membahas", "musyawarah")


@dataclass(frozen=True, slots=True)
class Found:
    """The performers of one step, the responsible one first."""

    roles: tuple[int, ...]
    source: str
    sure: float
    why: str


def best_performers(
    roles: Sequence[Role], lines: Sequence[Line], clues: Sequence[Clues]
) -> list[Found]:
    """The performers of every step, with the reason and how sure it is (0 … 1)."""
    if not roles or not lines:
        return [Found((), "", 0.0, "") for _ in lines]
    model = Model(roles, lines, clues)
    worth = [
        {c: sum(vote.points for vote in model.votes(i, c)) for c in range(len(roles))}
        for i in range(len(lines))
    ]
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
    return [with_meeting(model, i, one) for i, one in enumerate(found)]


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
    chance = 1 / (1 + exp(-sure["slope"] * min(margin, LARGEST_MARGIN)))
    return Found((c,), best.source, round(min(sure["highest"], chance), 2), best.why)


def with_meeting(model: Model, i: int, one: Found) -> Found:
    """The step with all who take part, where it is a meeting of several.

    They are those the step itself names ("bersama Sekda, Asda"), those the steps before
    invited or charged with holding it, and those with a symbol in the row.
    """
    line, meeting = model.lines[i], model.clues[i].first_act == MEETING
    if line.doers:
        rest = [c for c in line.doers if c not in one.roles]
        return Found((*one.roles, *rest), one.source, one.sure, one.why)
    named = tuple(c for c, kind in line.marks.items() if kind == "name")
    if named:
        names = ", ".join(model.roles[c].name for c in named)
        return Found(
            named, "mark", model.weight["sure"]["highest"], f"Kolom Pelaksana menyebut {names}."
        )
    others: set[int] = set()
    if meeting or any(word in line.activity.lower() for word in MEETING_WORDS):
        others |= {clue.role for clue in model.clues[i].of("with")}
    if meeting and not line.marks:
        others |= gathered(model, i)
    marked = {c for c, kind in line.marks.items() if kind != "diamond"} if meeting else set()
    others -= set(one.roles)
    if len(others) < 2 and len(marked) < 2:
        return one
    others |= marked - set(one.roles)
    return Found((*one.roles, *sorted(others)), one.source, one.sure, one.why)


def gathered(model: Model, i: int) -> set[int]:
    """Whom the steps since the last meeting invited or charged with holding it."""
    found: set[int] = set()
    for k in range(i - 1, -1, -1):
        if model.clues[k].first_act == MEETING:
            break
        found |= {clue.role for clue in model.clues[k].of("invite", "host")}
    return found
