"""A check, its finding, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tatalaksana.core.base.said import worded
from tatalaksana.core.procedure.model import Procedure


class Weight(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  #: the document contradicts a rule or itself
    WARNING = "warning"  #: it may run, but people will stumble
    NOTE = "note"  #: worth a look


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, where it stands, and how to mend it. Texts are Indonesian."""

    check: str  #: the id of the check, for ever the same
    row: int | None  #: None = the identity block or the whole document
    field: str  #: the key of the exchange format
    what: str  #: what is wrong, quoting the document
    hint: str  #: how to mend it
    weight: Weight
    source: str  #: the rule it comes from
    fix: Callable[[Procedure], Procedure] | None = None  #: only where the mend is certain

    @property
    def place(self) -> str:
        """Where it stands, for a reader: "baris 3, Waktu" or "identitas, Dasar hukum"."""
        label = LABELS.get(self.field, self.field)
        if self.row:
            return worded("baris {0}, {1}", self.row, label)
        return worded("identitas, {0}", label)

    def plain(self) -> dict[str, Any]:
        """The finding as JSON values."""
        return {
            "check": self.check,
            "row": self.row,
            "field": self.field,
            "place": self.place,
            "what": self.what,
            "hint": self.hint,
            "weight": self.weight.value,
            "source": self.source,
            "fixable": self.fix is not None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a check may know besides the procedure: the other SOPs of the same office."""

    siblings: tuple[Procedure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rule. Its module's docstring is its manual: wrong, then right."""

    id: str  #: for ever, e.g. "FL003"
    name: str  #: may improve, e.g. "flow.return_to_nowhere"
    source: str  #: the regulation or practice, with article
    find: Callable[[Procedure, Surroundings], Iterable[Finding]]
    weight: Weight = Weight.WARNING  #: of its findings, unless one says otherwise
    formerly: tuple[str, ...] = ()

    def at(
        self,
        row: int | None,
        field: str,
        what: str,
        hint: str,
        *,
        weight: Weight | None = None,
        fix: Callable[[Procedure], Procedure] | None = None,
    ) -> Finding:
        """Return a finding of this check, carrying its id, its source and its weight."""
        return Finding(
            check=self.id,
            row=row,
            field=field,
            what=what,
            hint=hint,
            weight=weight or self.weight,
            source=self.source,
            fix=fix,
        )


LABELS = {
    "title": "Nama SOP",
    "number": "Nomor SOP",
    "agency": "Instansi",
    "created": "Tanggal pembuatan",
    "revised": "Tanggal revisi",
    "effective": "Tanggal efektif",
    "approved_by": "Disahkan oleh",
    "legal_basis": "Dasar hukum",
    "qualifications": "Kualifikasi pelaksana",
    "related": "Keterkaitan",
    "equipment": "Peralatan/perlengkapan",
    "warning": "Peringatan",
    "records": "Pencatatan dan pendataan",
    "performers": "Pelaksana",
    "no": "No.",
    "activities": "Kegiatan",
    "decision": "Keputusan",
    "inputs": "Kelengkapan",
    "outputs": "Output",
    "duration": "Waktu",
    "duration_text": "Waktu",
    "note": "Keterangan",
    "related_procedure": "SOP terkait",
}
