"""FL022: work of different kinds in one row.

Wrong: "Menyetujui sosialisasi; Rapat konsultasi dengan SKPD" as one step of 15 minutes.
Right: the approval and the meeting are two steps, each with its own time.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.acts import kinds
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import words
from tatalaksana.core.checks.tables import table
from tatalaksana.core.procedure.model import Procedure, Step

OPENING = 5  #: words in which an activity says what it does
NAMES = {
    "approve": "menyetujui", "sign": "menandatangani", "review": "memeriksa", "draft": "menyusun",
    "meet": "mengadakan rapat atau sosialisasi", "send": "mengirim", "distribute": "membagikan",
    "collect": "menghimpun", "report": "melapor atau merekapitulasi", "finish": "menyelesaikan",
}  # fmt: skip


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each row with a pair of kinds that do not belong together.

    The pairs stand in acts.toml; a kind counts when an activity of the row begins with it, or when
    the row is one sentence that runs two acts together ("… Kemudian …").
    """
    apart = [frozenset(pair) for pair in table("acts")["apart"]]
    for step in procedure.steps:
        done = leading_kinds(step)
        for pair in apart:
            if pair <= done:
                one, other = sorted(NAMES[kind] for kind in pair)
                yield CHECK.at(
                    step.row,
                    "activities",
                    worded("Satu langkah memuat dua jenis pekerjaan: {0} dan {1}.", one, other),
                    "Pecah menjadi langkah tersendiri dengan pelaksana dan waktunya masing-masing.",
                )
                break


def leading_kinds(step: Step) -> frozenset[str]:
    """The kinds of work with which the activities begin."""
    parts = [
        part
        for activity in step.activities
        for part in activity.replace("Kemudian", ";").replace(" dan me", "; me").split(";")
    ]
    found: set[str] = set()
    for part in parts:
        said = words(part)[:OPENING]
        found.update(kinds(" ".join(said)))
        if "ditandatangani" in part or "penandatanganan" in part or "pendatanganan" in part:
            found.add("sign")
    return frozenset(found)


CHECK = Check(
    id="FL022",
    name="flow.many_kinds_in_one_row",
    source="PermenPANRB 35/2012, Lampiran: satu kegiatan satu baris; melaksanakan atau memutuskan",
    find=find,
)
