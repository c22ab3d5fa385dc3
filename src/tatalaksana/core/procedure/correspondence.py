"""Which step of one version is the same work as which step of another.

A running case is moved to a new version only where the steps correspond, and two versions are
compared step by step; both ask here.
"""

from __future__ import annotations

from tatalaksana.core.procedure.model import Procedure, Step
from tatalaksana.core.procedure.roles import likeness

SAME = 0.6  #: how alike two sentences must be to be taken for the same work
WORDS, HANDS = 0.8, 0.2  #: what the sentence and the responsible role weigh


def correspondence(old: Procedure, new: Procedure) -> dict[int, int]:
    """The row of `new` for each row of `old` that goes on in it; rows keep their order.

    The pairs with the greatest likeness in sum among all that keep the order (dynamic programming
    over both tables); a row without a partner of likeness 0.6 is missing.
    """
    alike = [[likeness_of(one, other) for other in new.steps] for one in old.steps]
    best = [[0.0] * (len(new.steps) + 1) for _ in range(len(old.steps) + 1)]
    for i in range(len(old.steps) - 1, -1, -1):
        for j in range(len(new.steps) - 1, -1, -1):
            both = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= SAME else 0.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs, i, j = {}, 0, 0
    while i < len(old.steps) and j < len(new.steps):
        if alike[i][j] >= SAME and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs[old.steps[i].row] = new.steps[j].row
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def likeness_of(one: Step, other: Step) -> float:
    """How alike two steps are, 0 … 1: what is done, and by whom."""
    if one.text == other.text and one.performers == other.performers:
        return 1.0
    hands = likeness(one.performers[0], other.performers[0]) if both_have_hands(one, other) else 0.0
    return WORDS * likeness(one.text, other.text) + HANDS * hands


def both_have_hands(one: Step, other: Step) -> bool:
    """Whether both steps name a performer."""
    return bool(one.performers and other.performers)
