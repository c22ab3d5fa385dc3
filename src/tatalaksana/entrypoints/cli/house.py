"""The office's own choices and what is added to a document, from the command line."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.checks.finding import Finding, Surroundings
from tatalaksana.core.checks.run import all_checks, run_checks
from tatalaksana.core.drawing.drawing import GREY
from tatalaksana.core.drawing.images import image_of
from tatalaksana.core.drawing.metrics import FAMILIES
from tatalaksana.core.drawing.style import Additions, Form, HouseStyle, Remark, Revision, Signing
from tatalaksana.core.procedure.model import Procedure

FONTS = {family.rpartition(" ")[2].casefold(): family for family in FAMILIES}
NO_FILL = "tanpa"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of the look, then those of what is added."""
    look = parser.add_argument_group("gaya kantor")
    white = f"dasar judul tabel; “{NO_FILL}” untuk putih (bawaan: {GREY})"
    look.add_argument("--fill", default=GREY, metavar="#RRGGBB", help=white)
    look.add_argument("--numbering", action="store_true", help="baris nomor kolom (1, 2, 3 …)")
    look.add_argument("--logo", type=Path, metavar="GAMBAR", help="PNG, JPEG, atau SVG")
    look.add_argument("--font", default="sans", choices=FONTS, help="huruf (bawaan: sans)")
    look.add_argument("--form", choices=[form.value for form in Form],
                      help="halaman identitas (bawaan: menurut nama instansi)")  # fmt: skip
    more = parser.add_argument_group("tambahan")
    more.add_argument("--rank", default="", metavar="PANGKAT", help="pangkat yang mengesahkan")
    address = "ditandatangani elektronik; alamat verifikasi menjadi kode QR"
    more.add_argument("--verify", default="", metavar="ALAMAT", help=address)
    more.add_argument("--revisions", type=Path, metavar="JSON",
                      help="riwayat revisi: [{number, date, change}, …]")  # fmt: skip
    more.add_argument("--findings", action="store_true", help="lampirkan hasil pemeriksaan")


def style_of(line: Namespace) -> HouseStyle:
    """The look of the command line. Errors: DrawingError TL400; OSError."""
    return HouseStyle(
        header_fill="" if line.fill == NO_FILL else line.fill,
        numbering_row=line.numbering,
        logo=image_of(line.logo.read_bytes()) if line.logo else None,
        family=FONTS[line.font],
        form=Form(line.form) if line.form else None,
    )


def additions_of(line: Namespace, procedures: Sequence[Procedure]) -> list[Additions]:
    """What is added to each procedure. Errors: DrawingError TL400; OSError."""
    if len(procedures) > 1 and (line.verify or line.revisions):
        raise DrawingError(
            "--verify dan --revisions hanya untuk satu SOP.",
            hint="Gambar SOP-nya satu per satu.",
        )
    signing = Signing(rank=line.rank, address=line.verify)
    revisions = revisions_in(line.revisions) if line.revisions else ()
    return [
        Additions(
            signing=signing,
            revisions=revisions,
            findings=findings_of(procedures, at) if line.findings else None,
        )
        for at in range(len(procedures))
    ]


def revisions_in(file: Path) -> tuple[Revision, ...]:
    """The history in a JSON file. Errors: DrawingError TL400 when it is something else; OSError."""
    try:
        return tuple(
            Revision(
                number=str(one["number"]),
                day=date.fromisoformat(one["date"]) if one.get("date") else None,
                change=str(one["change"]),
            )
            for one in json.loads(file.read_text("utf-8"))
        )
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise DrawingError(
            f"Riwayat revisi di {file} tidak dapat dibaca.",
            hint='Tulis seperti [{"number": "01", "date": "2026-01-31", "change": "…"}].',
        ) from wrong


def findings_of(procedures: Sequence[Procedure], at: int) -> tuple[Remark, ...]:
    """What every check finds in one procedure, the others being its siblings."""
    siblings = (*procedures[:at], *procedures[at + 1 :])
    found = run_checks(procedures[at], Surroundings(siblings=siblings), all_checks())
    return tuple(map(remark_of, found))


def remark_of(finding: Finding) -> Remark:
    """A finding as a row of the annex."""
    return Remark(
        id=finding.check,
        place=finding.place,
        what=finding.what,
        rule=finding.source,
        mend=finding.hint,
    )
