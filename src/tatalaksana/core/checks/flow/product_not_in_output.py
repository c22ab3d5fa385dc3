"""FL036: a step drafts a document that its Output leaves out.

Wrong: "mengetik draft Surat Pengantar" with Output "Draft Laporan".
Right: Output "Draft Laporan, draft Surat Pengantar".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.acts import is_order
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import content, quote, root
from tatalaksana.core.checks.papers import makings
from tatalaksana.core.checks.tables import listed
from tatalaksana.core.procedure.model import Procedure, Step

NAME = 3  #: words that name the document: "draft Surat Pengantar"


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a note for each drafted document of which no output has a word, "draft" apart.

    Nothing where Output is empty (FL015), or where the row only orders.
    """
    for step in procedure.steps:
        if not step.outputs or is_order(step):
            continue
        put_out = {root(word) for item in step.outputs for word in content(item)} - {"draft"}
        for name in drafted(step):
            wanted = {root(word) for word in content(name)} - {"draft"}
            if wanted and wanted.isdisjoint(put_out):
                yield CHECK.at(
                    step.row,
                    "outputs",
                    worded(
                        "{0} dibuat pada langkah ini, tetapi tidak menjadi Output.", quote(name)
                    ),
                    "Cantumkan pada Output.",
                )


def drafted(step: Step) -> Iterator[str]:
    """The names of the papers the row drafts."""
    for activity in step.activities:
        for rest in makings(activity):
            if rest and rest[0] in listed("papers", "drafted"):
                name = takewhile(lambda word: word not in listed("language", "function"), rest)
                yield " ".join(islice(name, NAME))


CHECK = Check(
    id="FL036",
    name="flow.product_not_in_output",
    source="PermenPANRB 35/2012, Lampiran: mutu baku, output",
    find=find,
    weight=Weight.NOTE,
)
