"""FL037: the proof of sending is needed before anything is sent.

Wrong: "dikirim ke BKD" with Kelengkapan "Bukti pengiriman".
Right: "Bukti pengiriman" is the Output.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.acts import work
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import fold, quote
from tatalaksana.core.procedure.model import Procedure

RECEIPT = re.compile(r"^(?:bukti (?:pengiriman|penerimaan|kirim)|tanda terima|resi)\b")
SENDING = frozenset(("send", "distribute"))


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each receipt among the Kelengkapan of a row that sends."""
    for step in procedure.steps:
        if SENDING.isdisjoint(work(step)):
            continue
        for item in step.inputs:
            if RECEIPT.search(fold(item)):
                yield CHECK.at(
                    step.row,
                    "inputs",
                    worded("{0} baru ada setelah pengiriman pada langkah ini.", quote(item)),
                    "Pindahkan ke Output; tulis dokumen yang dikirim pada Kelengkapan.",
                )


CHECK = Check(
    id="FL037",
    name="flow.receipt_before_sending",
    source="PermenPANRB 35/2012, Lampiran: mutu baku, kelengkapan dan output",
    find=find,
)
