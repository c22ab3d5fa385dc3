"""Who may do what in the office; deny first."""

from __future__ import annotations

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import NotYours


def require_office_keeper(holder: Holder) -> None:
    """Errors: NotYours TL601 unless she keeps the office's structure."""
    if not holder.keeps_office:
        raise NotYours(
            "Hanya pengelola kantor yang boleh mengubah unit, jabatan, dan pejabat.",
            hint="Minta pengelola kantor di instansi Anda.",
        )


def require_procedure_keeper(holder: Holder) -> None:
    """Errors: NotYours TL601 unless she keeps the procedures."""
    if not holder.keeps_procedures:
        raise NotYours(
            "Hanya pengelola SOP yang boleh melakukan ini.",
            hint="Minta pengelola SOP di instansi Anda.",
        )


def require_look_keeper(holder: Holder) -> None:
    """Errors: NotYours TL601 unless she keeps the procedures or the office."""
    if not (holder.keeps_procedures or holder.keeps_office):
        raise NotYours(
            "Hanya pengelola SOP atau pengelola kantor yang boleh mengubah tampilan dokumen.",
            hint="Minta pengelola SOP di instansi Anda.",
        )


def require_giver(holder: Holder, giver: int) -> None:
    """Errors: NotYours TL601 unless she is the `giver` of a delegation, or keeps the office."""
    if giver != holder.person and not holder.keeps_office:
        raise NotYours(
            "Hanya pejabatnya sendiri yang menunjuk siapa yang bertindak untuknya.",
            hint="Bila ia berhalangan, minta pengelola kantor di instansi Anda.",
        )


def require_absence_of(holder: Holder, person: int) -> None:
    """Errors: NotYours TL601 unless `person` is herself, or she keeps the office."""
    if person != holder.person and not holder.keeps_office:
        raise NotYours(
            "Ketidakhadiran dicatat oleh orangnya sendiri atau pengelola kantor.",
            hint="Bila ia tidak dapat mencatatnya, minta pengelola kantor di instansi Anda.",
        )


def require_hook_keeper(holder: Holder) -> None:
    """Errors: NotYours TL601 unless she keeps the office, and is there herself."""
    require_office_keeper(holder)
    if not holder.in_person:
        raise NotYours("Webhook hanya diatur oleh orangnya sendiri, di halaman Webhook.")
