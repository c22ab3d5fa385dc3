"""The look of an agency's documents: what it has chosen, else the defaults of the drawing."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from urllib.parse import quote

from tatalaksana.apps.office.models import DocumentLook
from tatalaksana.apps.shared import files
from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.drawing import GREY, SANS
from tatalaksana.core.drawing.images import image_of
from tatalaksana.core.drawing.paper import PageFormat, paper
from tatalaksana.core.drawing.style import Form, HouseStyle, Signing
from tatalaksana.core.procedure.model import Procedure

HAND, ELECTRONIC = DocumentLook.Signing.HAND.value, DocumentLook.Signing.ELECTRONIC.value
NUMBER = "{nomor}"  #: stands in the verification address for the number of the SOP
NIP_LENGTH = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What an agency has chosen; the defaults are those of the drawing itself.

    `size` in points, `margin` in millimetres; `logo` is the SHA-256 of the stored bitmap.
    """

    logo: str = ""
    header_fill: str = GREY
    numbering_row: bool = False
    family: str = SANS
    size: float = 9.0
    margin: float = 12.0
    paper: str = "A4"
    upright: bool = False
    form: str = ""  #: "": by the name of the agency
    signing: str = HAND
    verify: str = ""
    ranks: tuple[tuple[str, str], ...] = ()  #: pairs of `signer_key` and rank

    def style(self) -> HouseStyle:
        """The look of the table, for a screen; it shows no logo. Errors: DrawingError TL400."""
        return HouseStyle(
            header_fill=self.header_fill,
            numbering_row=self.numbering_row,
            family=self.family,
            form=Form(self.form) if self.form else None,
        )

    def whole_style(self) -> HouseStyle:
        """The look of the document, with its logo.

        Errors: DrawingError TL400; FileMissing TL703 when the logo is gone from the disk.
        """
        image = image_of(files.content_of(self.logo)) if self.logo else None
        return replace(self.style(), logo=image)

    def page(self, name: str = "", *, upright: bool | None = None) -> PageFormat:
        """The paper called `name`, or the usual one, with the usual margin and letters.

        Errors: DrawingError TL400 when there is no such paper, or it is too narrow for them.
        """
        page = paper(name or self.paper)
        stands = self.upright if upright is None else upright
        return replace(page.portrait() if stands else page, margin=self.margin, size=self.size)

    def signing_of(self, procedure: Procedure, *, electronic: bool) -> Signing:
        """How this document is to be signed: with the rank of whoever approves it.

        Errors: DrawingError TL400 when the code cannot hold an address for this document.
        """
        approver = procedure.approved_by
        key = signer_key(approver.name, approver.nip) if approver else ""
        address = self.address_of(procedure) if electronic else ""
        return Signing(rank=dict(self.ranks).get(key, ""), address=address)

    def address_of(self, procedure: Procedure) -> str:
        """Where the signature of this document is verified. Errors: DrawingError TL400."""
        if not self.verify:
            raise DrawingError(
                "Alamat verifikasi tanda tangan elektronik belum diisi.",
                hint="Isi di Kantor, Tampilan dokumen.",
            )
        number = procedure.number or ""
        if NUMBER in self.verify and not number.strip():
            raise DrawingError(
                "SOP ini belum bernomor, padahal alamat verifikasinya memuat nomor.",
                hint="Isi nomor SOP, atau unduh dengan tanda tangan basah.",
            )
        return self.verify.replace(NUMBER, quote(number.strip(), safe=""))

    @property
    def print(self) -> str:
        """Equal as long as the look is."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:8]


DEFAULT = Look()


def signer_key(name: str, nip: str) -> str:
    """By what the rank of somebody is kept: her NIP, or her name where that is no whole NIP."""
    digits = re.sub(r"\D", "", nip)
    return digits if len(digits) == NIP_LENGTH else " ".join(name.casefold().split())


def kept_look(agency: int) -> DocumentLook | None:
    """What an agency has chosen, and who did so when; None: nothing."""
    return DocumentLook.objects.select_related("changed_by").filter(agency=agency).first()


def look_of(agency: int) -> Look:
    """The look of an agency's documents."""
    kept = kept_look(agency)
    return look_in(kept) if kept else DEFAULT


def look_in(kept: DocumentLook) -> Look:
    """The look that a row holds."""
    return Look(
        logo=kept.logo,
        header_fill=kept.header_fill,
        numbering_row=kept.numbering_row,
        family=kept.family,
        size=float(kept.size),
        margin=float(kept.margin),
        paper=kept.paper,
        upright=kept.upright,
        form=kept.form,
        signing=kept.signing,
        verify=kept.verify,
        ranks=tuple(sorted(kept.ranks.items())),
    )


def stamp_of(kept: DocumentLook | None) -> str:
    """What tells the state somebody saw from a later one."""
    return kept.changed_at.isoformat() if kept else ""
