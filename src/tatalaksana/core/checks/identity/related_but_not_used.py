"""ID010: a related SOP that no step names.

Wrong: "Keterkaitan: SOP Pelaksanaan Rapat" in an SOP without a meeting.
Right: each related SOP is named by a step, in its Keterangan or in its text.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import content, quote, root
from tatalaksana.core.checks.othersops import bare, named_sops, same_sop
from tatalaksana.core.procedure.model import Procedure, Step


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each related SOP that neither a note nor the words of a step name."""
    for name in procedure.related:
        if procedure.steps and not any(uses(step, name) for step in procedure.steps):
            yield CHECK.at(
                None,
                "related",
                worded("Tidak ada langkah yang menyebut {0}.", quote(name)),
                "Sebutkan SOP itu pada Keterangan langkah yang memakainya, atau hapus dari"
                " Keterkaitan.",
            )


def uses(step: Step, name: str) -> bool:
    """Whether the step names the SOP, or does what it is about."""
    if any(same_sop(name, other) for other in named_sops(step)):
        return True
    wanted = {root(word) for word in content(bare(name))}
    said = {
        root(word) for text in (step.text, *step.inputs, *step.outputs) for word in content(text)
    }
    return bool(wanted) and wanted <= said


CHECK = Check(
    id="ID010",
    name="identity.related_but_not_used",
    source="PermenPANRB 35/2012, Lampiran: keterkaitan dengan SOP lain",
    find=find,
    weight=Weight.NOTE,
)
