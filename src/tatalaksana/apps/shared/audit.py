"""Writing and reading the audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from tatalaksana.apps.shared.models import Trace

#: every action that leaves a trace, with its sentence
SENTENCES = {
    "access.make_token": "membuat token akses “%(name)s” (%(scope)s) sampai %(until)s",
    "access.revoke_token": "mencabut token akses “%(name)s” milik %(owner)s",
    "archive.read": "membuka berkas %(name)s",
    "cases.approve_team": "membentuk tim %(name)s menurut SK dari berkasnya",
    "cases.attach": "melampirkan %(label)s",
    "cases.call_units": "meminta “%(title)s” kepada %(count)s unit",
    "cases.cancel": "membatalkan berkas %(number)s tanpa melihat isinya: %(reason)s",
    "cases.change_calendar": (
        "menghitung ulang %(count)s batas waktu karena kalender kerja berubah: "
        "%(earlier)s maju, %(later)s mundur, %(recounted)s hanya sisa waktunya"
    ),
    "cases.change_hours": (
        "menghitung ulang %(count)s batas waktu karena jam kerja kantor berubah: "
        "%(earlier)s maju, %(later)s mundur, %(recounted)s hanya sisa waktunya"
    ),
    "cases.recompute_deadlines": (
        "menghitung ulang semua batas waktu menurut kalender kerja: %(count)s berubah, "
        "%(earlier)s maju, %(later)s mundur, %(recounted)s hanya sisa waktunya"
    ),
    "cases.refuse_team": "menolak usulan tim %(name)s: %(reason)s",
    "cases.resume": "melanjutkan berkas %(number)s tanpa melihat isinya",
    "cases.suspend": "menghentikan berkas %(number)s tanpa melihat isinya: %(reason)s",
    "hooks.add": "mendaftarkan webhook ke %(host)s",
    "hooks.end": "mengakhiri webhook ke %(host)s",
    "hooks.pause": "menjeda webhook ke %(host)s",
    "hooks.resend": "mengirim ulang kiriman webhook ke %(host)s",
    "hooks.resume": "melanjutkan webhook ke %(host)s",
    "hooks.switch_off": "mematikan webhook ke %(host)s karena penerimanya berulang kali gagal",
    "hooks.try": "mengirim kiriman uji webhook ke %(host)s",
    "library.ask_all": "menetapkan langkah %(title)s yang menunggu semua pelaksana: %(rows)s",
    "library.bind_role": "menetapkan %(role)s sebagai %(position)s",
    "library.bind_roles": "menetapkan jabatan untuk %(count)s pelaksana %(title)s",
    "library.cancel_folder": "membatalkan sisa impor folder %(name)s: %(count)s dokumen",
    "library.correct": "membetulkan bacaan %(title)s",
    "library.import_document": "mengimpor %(name)s",
    "library.import_folder_document": "mengimpor %(name)s dari folder %(folder)s",
    "library.put_in_force": "memberlakukan %(title)s versi %(number)s",
    "library.receive_folder": "mengunggah folder %(name)s berisi %(count)s dokumen untuk diimpor",
    "library.refuse_folder_document": "menolak %(name)s dari folder %(folder)s: %(reason)s",
    "library.remember_correction": "mencatat koreksi kantor: “%(read)s” dibaca “%(means)s”",
    "library.remove_correction": "menghapus koreksi kantor “%(read)s” dibaca “%(means)s”",
    "library.revise": "membuat versi baru %(title)s nomor %(number)s",
    "library.switch_correction": (
        "mengubah koreksi kantor “%(read)s” dibaca “%(means)s” (dipakai: %(active)s)"
    ),
    "library.withdraw": "mencabut %(title)s versi %(number)s",
    "notices.choose_mail": "memilih pemberitahuan lewat surel: %(mail)s",
    "notices.remind_units": "mengingatkan %(count)s pejabat tentang “%(title)s”",
    "office.add_day_off": "menambah %(day)s ke kalender kerja sebagai hari %(kind)s: %(name)s",
    "office.add_hours": "menetapkan jam kerja kantor mulai %(since)s: %(source)s",
    "office.add_person": "mendaftarkan %(name)s dengan nama pengguna %(username)s",
    "office.add_position": "menambah jabatan %(name)s",
    "office.add_unit": "menambah unit %(name)s",
    "office.appoint": (
        "menempatkan %(person)s sebagai %(position)s (%(kind)s), mulai %(since)s, "
        "hari terakhir %(until)s"
    ),
    "office.choose_look": "mengubah tampilan dokumen kantor: %(changed)s",
    "office.close_account": "menutup akun %(name)s",
    "office.delegate": (
        "menunjuk %(taker)s bertindak untuk %(giver)s sebagai %(position)s (%(kind)s), "
        "mulai %(since)s, hari terakhir %(until)s"
    ),
    "office.end_absence": (
        "mengakhiri catatan ketidakhadiran %(person)s dari %(since)s sampai %(until)s"
    ),
    "office.end_delegation": (
        "mengakhiri penunjukan %(taker)s untuk bertindak bagi %(giver)s sebagai %(position)s"
    ),
    "office.end_holding": "mengakhiri jabatan %(person)s sebagai %(position)s",
    "office.enter_absence": (
        "mencatat %(person)s tidak hadir (%(kind)s) dari %(since)s sampai %(until)s"
    ),
    "office.enter_year": "menandai hari libur %(year)s lengkap menurut %(source)s",
    "office.give_duties": (
        "menetapkan wewenang jabatan %(name)s: pengelola SOP %(keeps_procedures)s, "
        "pengelola kantor %(keeps_office)s, dipegang banyak orang %(many)s"
    ),
    "office.open_account": "membuka kembali akun %(name)s",
    "office.remove_hours": "menghapus jam kerja kantor mulai %(since)s: %(source)s",
    "office.remove_day_off": "menghapus %(day)s (%(kind)s, %(name)s) dari kalender kerja",
    "office.reopen_year": "membatalkan tanda lengkap hari libur %(year)s",
    "office.reset_look": "mengembalikan tampilan dokumen kantor ke bawaan",
    "office.reset_password": "membuat kata sandi baru untuk %(name)s",
    "schedules.add": "menjadwalkan %(procedure)s (%(rhythm)s) dengan perihal “%(title)s”",
    "schedules.end": "mengakhiri jadwal “%(title)s”",
    "schedules.open": "membuka berkas %(number)s menurut jadwal: %(title)s",
    "schedules.pause": "menjeda jadwal “%(title)s”",
    "schedules.resume": "melanjutkan jadwal “%(title)s”",
}


def write(
    action: str,
    *,
    agency: int,
    actor: int | None,
    at: datetime,
    thing: tuple[str, int] = ("", 0),
    **data: Any,
) -> int:
    """Add one trace in the transaction of the deed; return its number.

    Errors: KeyError for an action without a sentence: a deed nobody could read back.
    """
    SENTENCES[action]
    trace = Trace.objects.create(
        agency_id=agency,
        at=at,
        actor_id=actor,
        action=action,
        thing=thing[0],
        thing_id=thing[1] or None,
        data=data,
    )
    return trace.pk


def traces_of(agency: int) -> QuerySet[Trace]:
    """The trail of an agency, the latest first."""
    return Trace.objects.filter(agency_id=agency).order_by("-at", "-pk")


def done_since(agency: int, action: str, thing: tuple[str, int], since: datetime) -> bool:
    """Whether `action` was done to one thing, e.g. ("version", 7), at `since` or later."""
    trail = traces_of(agency).filter(thing=thing[0], thing_id=thing[1])
    return trail.filter(action=action, at__gte=since).exists()


def last_trace_of(agency: int, thing: str, thing_id: int) -> Trace | None:
    """The last deed done to one thing, e.g. ("version", 7)."""
    return traces_of(agency).filter(thing=thing, thing_id=thing_id).first()


def sentence_of(trace: Trace, sentence: str = "") -> str:
    """What was done, without the name of who did it: "mencabut Surat Masuk versi 2".

    `sentence` is the sentence of the action in another language. A value that the trace does not
    hold is shown as "…", an unknown action (of an older release) by its name.
    """
    sentence = sentence or SENTENCES.get(trace.action, trace.action)
    return sentence % Known(trace.data)


class Known(dict[str, Any]):
    """The values of a trace; "…" for what it does not hold."""

    def __missing__(self, key: str) -> str:
        return "…"
