"""ID009: the SOP is related to itself.

Wrong: in the SOP "Pembuatan SK Tim": "Keterkaitan: SOP Pembuatan SK Tim".
Right: Keterkaitan names other SOPs only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import quote
from tatalaksana.core.checks.othersops import abbreviated, bare, same_sop
from tatalaksana.core.procedure.model import Procedure

#: What limits a title: who, where, for what; "… Tim / Panitia Pelaksana" is still "… Tim".
LIMITS = re.compile(r"\s*[/(,].*")


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each related SOP whose name is this SOP's title, or its beginning."""
    for name in procedure.related:
        if same_sop(name, procedure.title):
            what = "adalah SOP ini sendiri"
        elif same_sop(name, LIMITS.sub("", abbreviated(procedure.title))):
            what = "tampaknya SOP ini sendiri"
        else:
            continue
        yield CHECK.at(
            None,
            "related",
            worded("Keterkaitan {0} {1} ({2}).", quote(name), what, quote(bare(procedure.title))),
            "Hapus dari Keterkaitan, atau tulis SOP lain yang dimaksud.",
        )


CHECK = Check(
    id="ID009",
    name="identity.related_to_itself",
    source="PermenPANRB 35/2012, Lampiran: keterkaitan dengan SOP lain",
    find=find,
)
