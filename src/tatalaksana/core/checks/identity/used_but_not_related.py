"""ID011: a step names an SOP that Keterkaitan leaves out.

Wrong: Keterangan "Terkait SOP Penerbitan SPT", and Keterkaitan does not list it.
Right: every SOP that a step names stands under Keterkaitan.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.identity.block_missing import has_block
from tatalaksana.core.checks.language import quote
from tatalaksana.core.checks.othersops import named_sops, same_sop
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each SOP named by a step and absent from a present identity block."""
    if not has_block(procedure):
        return
    for step in procedure.steps:
        for name in named_sops(step):
            if not any(same_sop(name, other) for other in (*procedure.related, procedure.title)):
                yield CHECK.at(
                    step.row,
                    "related_procedure",
                    worded("SOP {0} tidak tercantum pada Keterkaitan.", quote(name)),
                    "Tambahkan ke Keterkaitan, atau samakan namanya dengan yang tercantum.",
                )


CHECK = Check(
    id="ID011",
    name="identity.used_but_not_related",
    source="PermenPANRB 35/2012, Lampiran: keterkaitan dengan SOP lain",
    find=find,
)
