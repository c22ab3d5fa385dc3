"""Where a step branches, and where a refused file goes back to.

A branch is proved by the words ("jika tidak setuju dikembalikan …"), by a diamond, by the
label "Tidak" or "Ya" of an arrow beside a checking step. A label of another arrow makes no
branch, nor does the same step in a sibling procedure of the document: that is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tatalaksana.core.procedure.model import Decision
from tatalaksana.core.reading.understand.arrows import by_lines
from tatalaksana.core.reading.understand.clues import Clues
from tatalaksana.core.reading.understand.conditions import conditions, leads_back, step_named
from tatalaksana.core.reading.understand.performers import Found
from tatalaksana.core.reading.understand.rows import Line

CHECKS = frozenset({"meneliti kelengkapan", "mengoreksi"})
CHECKED = re.compile(r"^\W*(?:memeriksa|meneliti|mengecek|memverifikasi)\s+([^,;.]{3,60})", re.I)
SURE = {
    "arrows": 0.97,
    "headless": 0.8,
    "text": 0.95,
    "diamond": 0.85,
    "label": 0.8,
    "unnamed": 0.6,
    "nowhere": 0.5,
}
FARTHEST = 200  #: rows a refused file goes back at most; no real table is longer
STRANGER = re.compile(r"kembali(?:kan)?\s+(?:kepada|ke|pada)\s+((?:[^\W\d_]+[ .]?){1,4})", re.I)


@dataclass(frozen=True, slots=True)
class Branch:
    """A decision with its reason."""

    decision: Decision
    source: str
    sure: float
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the steps, each list in their order."""

    lines: Sequence[Line]
    clues: Sequence[Clues]
    found: Sequence[Found]


def branches(told: Told) -> dict[int, Branch]:
    """The branching steps by index, proved by the procedure itself."""
    steps = range(len(told.lines))
    result = {i: branch for i in steps if (branch := by_words(i, told))}
    result |= by_arrows(told, result)
    proved = frozenset(result)
    for i in steps:
        if i not in result and (branch := by_symbol(i, told, proved)):
            result[i] = branch
    return result


def by_arrows(told: Told, said: Mapping[int, Branch]) -> dict[int, Branch]:
    """The branches that arrows show; the condition is in the words, or in the diamond."""
    found: dict[int, Branch] = {}
    for i, shown in by_lines(told.lines).items():
        line, words = told.lines[i], said.get(i)
        condition = words.decision.condition if words else ""
        condition = condition or line.condition.strip(" ?") or checked(line.activity)
        decision = Decision(
            approve_row=shown.approve_row, return_row=shown.return_row, condition=condition
        )
        sure = SURE["arrows"] if shown.sure else SURE["headless"]
        back = f" kembali ke baris {shown.return_row}" if shown.return_row else ""
        why = f"Panah pada baris ini bercabang{back}."
        found[i] = Branch(decision, "arrow", sure, why)
    return found


def by_words(i: int, told: Told) -> Branch | None:
    """A branch the words of the step tell."""
    text, found = told.lines[i].activity, told.found
    positive, negative = conditions(text)
    back = told.clues[i].of("back")
    if i == 0 or not (negative or (back and positive)) or not (back or leads_back(text)):
        return None
    row, sure, why = where_back(i, told, negative)
    return Branch(decision_at(i, row, len(found), positive), "text", sure, why)


def where_back(i: int, told: Told, negative: str) -> tuple[int | None, float, str]:
    """(row, how sure, why) for the row to which the words of step `i` send a file back."""
    text, found = told.lines[i].activity, told.found
    back = told.clues[i].of("back")
    if row := row_named(i, told.lines, step_named(text)):
        return row, SURE["text"], f"Langkah ini menyebut baris {row} sebagai tujuan kembali."
    if back:
        row = nearest(found, i, back[0].role)
        sure = SURE["text"] if row else SURE["nowhere"]
        return row, sure, f"Langkah ini menyebut “{back[0].quote}”."
    if named := STRANGER.search(text):
        return None, SURE["nowhere"], f"“{named[1]}” tidak mempunyai kolom pelaksana."
    return other_before(found, i), SURE["unnamed"], f"Langkah ini menyebut “jika {negative}”."


def row_named(i: int, lines: Sequence[Line], name: str) -> int | None:
    """The row before `i` with the number `name`, or the one before or the first of all."""
    if not name or i == 0:
        return None
    if not name.isdigit():
        return i if name == "sebelumnya" else 1
    earlier = range(i - 1, max(-1, i - FARTHEST), -1)
    return next((k + 1 for k in earlier if lines[k].no == name), None)


def by_symbol(i: int, told: Told, known: Collection[int]) -> Branch | None:
    """A branch shown by a diamond, or by the label of an arrow beside a checking step."""
    lines, found = told.lines, told.found
    if i == 0 or not found[i].roles:
        return None
    row = other_before(found, i)
    decision = decision_at(i, row, len(found), checked(lines[i].activity))
    if "diamond" in lines[i].marks.values():
        why = "Simbol belah ketupat pada baris ini."
        return Branch(decision, "mark", SURE["diamond"], why)
    near = {k for k in (i - 1, i, i + 1) if 0 <= k < len(lines)}
    if told.clues[i].first_act not in CHECKS or near & set(known):
        return None
    refused = any("no" in lines[k].labels.values() for k in near)
    doer = found[i].roles[0]
    approved = i + 1 < len(lines) and lines[i + 1].labels.get(doer) == "yes"
    if not (refused or approved):
        return None
    why = f"Tulisan “{'Tidak' if refused else 'Ya'}” di dekat langkah pemeriksaan ini."
    return Branch(decision, "mark", SURE["label"], why)


def like_siblings(told: Told, proved: Collection[str]) -> dict[int, str]:
    """The steps without a branch whose work branches in a sibling procedure, and what they check.

    `proved` are the first sentences of the branching steps of all procedures of the document.
    """
    return {
        i: checked(line.activity) or "pemeriksaan"
        for i, line in enumerate(told.lines)
        if i and told.clues[i].first_act in CHECKS and first_sentence(line.activity) in proved
    }


def first_sentence(text: str) -> str:
    """The first item or sentence of a step, as it is compared between procedures."""
    return " ".join(re.split(r"[;.\n]", text.strip(" -•"), maxsplit=1)[0].lower().split())


def checked(text: str) -> str:
    """What a checking step checks: "kelengkapan berkas"."""
    found = CHECKED.match(text)
    return " ".join(found[1].split("\n")[0].split()) if found else ""


def decision_at(i: int, back: int | None, count: int, condition: str) -> Decision:
    """The decision of step `i` (from 0) that goes back to row `back`."""
    return Decision(
        approve_row=i + 2 if i + 1 < count else None, return_row=back, condition=condition
    )


def nearest(found: Sequence[Found], i: int, role: int) -> int | None:
    """The row of the nearest step before `i` that `role` does."""
    earlier = range(i - 1, max(-1, i - FARTHEST), -1)
    return next((k + 1 for k in earlier if role in found[k].roles), None)


def other_before(found: Sequence[Found], i: int) -> int:
    """The row of the nearest step before `i` that another performer does, else the row before."""
    doer = found[i].roles[:1]
    earlier = range(i - 1, max(-1, i - FARTHEST), -1)
    return next((k + 1 for k in earlier if found[k].roles[:1] != doer), i)
