"""The documents of a case as the page of a task shows them: by the names its step uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tatalaksana.core.procedure.model import Step


@dataclass(frozen=True, slots=True)
class Paper:
    """A document the step names, and what the case file holds under that name."""

    label: str
    document: Any | None  #: a CaseDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The documents around a step."""

    inputs: tuple[Paper, ...]  #: its Kelengkapan
    outputs: tuple[Paper, ...]
    rest: tuple[Any, ...]  #: every other document of the case
    any: bool  #: there are documents in the case


def papers_of(step: Step, documents: tuple[Any, ...]) -> Papers:
    """The documents of a case as `step` names them."""
    known = {called(document.label): document for document in documents}
    inputs, outputs = (
        tuple(Paper(label, known.get(called(label))) for label in labels)
        for labels in (step.inputs, step.outputs)
    )
    shown = {paper.document.pk for paper in outputs if paper.document}
    return Papers(
        inputs=inputs,
        outputs=outputs,
        rest=tuple(document for document in documents if document.pk not in shown),
        any=bool(documents),
    )


def called(label: str) -> str:
    """A name as it is compared: without capitals, and with single blanks."""
    return " ".join(label.split()).casefold()
