"""FL033: others are invited than those who meet.

Wrong: row 2 invites the SKPD, row 3 is a meeting of the team, and nobody invites the team.
Right: row 2 invites the team.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import fold, quote, words
from tatalaksana.core.procedure.model import Procedure, Step

INVITING = frozenset(("mengundang", "undangan", "mengundangan"))


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding at the last invitation before a team meeting to which no row invites it."""
    meeting = next((step for step in procedure.steps if "rapat tim" in fold(step.text)), None)
    if meeting is None:
        return
    inviting = [step for step in procedure.steps[: meeting.row - 1] if invites(step)]
    if inviting and not any("tim" in words(step.text) for step in inviting):
        yield CHECK.at(
            inviting[-1].row,
            "activities",
            worded(
                "{0} tidak mengundang tim, padahal baris {1} adalah rapat tim.",
                quote(inviting[-1].text),
                meeting.row,
            ),
            "Sebutkan tim sebagai yang diundang, atau sesuaikan peserta rapatnya.",
        )


def invites(step: Step) -> bool:
    """Whether the row itself invites somebody, or makes an invitation."""
    return any(not INVITING.isdisjoint(words(activity)[:3]) for activity in step.activities)


CHECK = Check(
    id="FL033",
    name="flow.others_are_invited",
    source="PermenPANRB 35/2012, Lampiran: kegiatan utuh dari awal sampai akhir",
    find=find,
)
