"""ID005: one person, two NIPs.

Wrong: the same name with 19640706 … in one SOP and 19640705 … in the next.
Right: one person has one NIP in all SOPs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import fold
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each other NIP that a sibling gives to the same name."""
    own = procedure.approved_by
    if own is None or not own.name or not own.nip:
        return
    for sibling in around.siblings:
        other = sibling.approved_by
        if other is None or not other.nip or fold(other.name) != fold(own.name):
            continue
        if digits(other.nip) != digits(own.nip):
            yield CHECK.at(
                None,
                "approved_by",
                worded(
                    'NIP {0} di sini "{1}", tetapi "{2}" pada SOP "{3}".',
                    own.name,
                    own.nip,
                    other.nip,
                    sibling.title,
                ),
                "Cocokkan dengan data kepegawaian dan perbaiki SOP yang salah.",
            )


def digits(nip: str) -> str:
    """The digits of a NIP."""
    return re.sub(r"\D", "", nip)


CHECK = Check(
    id="ID005",
    name="identity.one_person_two_nips",
    source="Peraturan Kepala BKN 22/2007: satu NIP untuk satu pegawai",
    find=find,
    weight=Weight.ERROR,
)
