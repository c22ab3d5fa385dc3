"""The sentences of the audit trail, named here so that the catalogue collects them.

They stand in apps/shared/audit.py, where nothing is translated; a test keeps both equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_noop

from tatalaksana.entrypoints.web.clock import day_words

TRAIL = (
    gettext_noop("membuat token akses “%(name)s” (%(scope)s) sampai %(until)s"),
    gettext_noop("mencabut token akses “%(name)s” milik %(owner)s"),
    gettext_noop("mendaftarkan webhook ke %(host)s"),
    gettext_noop("mengakhiri webhook ke %(host)s"),
    gettext_noop("menjeda webhook ke %(host)s"),
    gettext_noop("mengirim ulang kiriman webhook ke %(host)s"),
    gettext_noop("melanjutkan webhook ke %(host)s"),
    gettext_noop("mematikan webhook ke %(host)s karena penerimanya berulang kali gagal"),
    gettext_noop("mengirim kiriman uji webhook ke %(host)s"),
    gettext_noop("membatalkan berkas %(number)s tanpa melihat isinya: %(reason)s"),
    gettext_noop("melanjutkan berkas %(number)s tanpa melihat isinya"),
    gettext_noop("menghentikan berkas %(number)s tanpa melihat isinya: %(reason)s"),
    gettext_noop("membuka berkas %(name)s"),
    gettext_noop("melampirkan %(label)s"),
    gettext_noop("membentuk tim %(name)s menurut SK dari berkasnya"),
    gettext_noop("menolak usulan tim %(name)s: %(reason)s"),
    gettext_noop("meminta “%(title)s” kepada %(count)s unit"),
    gettext_noop("mengingatkan %(count)s pejabat tentang “%(title)s”"),
    gettext_noop(
        "menghitung ulang %(count)s batas waktu karena kalender kerja berubah: "
        "%(earlier)s maju, %(later)s mundur, %(recounted)s hanya sisa waktunya"
    ),
    gettext_noop(
        "menghitung ulang semua batas waktu menurut kalender kerja: %(count)s berubah, "
        "%(earlier)s maju, %(later)s mundur, %(recounted)s hanya sisa waktunya"
    ),
    gettext_noop("menetapkan langkah %(title)s yang menunggu semua pelaksana: %(rows)s"),
    gettext_noop("menetapkan %(role)s sebagai %(position)s"),
    gettext_noop("menetapkan jabatan untuk %(count)s pelaksana %(title)s"),
    gettext_noop("membatalkan sisa impor folder %(name)s: %(count)s dokumen"),
    gettext_noop("membetulkan bacaan %(title)s"),
    gettext_noop("mengimpor %(name)s"),
    gettext_noop("mengimpor %(name)s dari folder %(folder)s"),
    gettext_noop("memberlakukan %(title)s versi %(number)s"),
    gettext_noop("mengunggah folder %(name)s berisi %(count)s dokumen untuk diimpor"),
    gettext_noop("menolak %(name)s dari folder %(folder)s: %(reason)s"),
    gettext_noop("mencatat koreksi kantor: “%(read)s” dibaca “%(means)s”"),
    gettext_noop("menghapus koreksi kantor “%(read)s” dibaca “%(means)s”"),
    gettext_noop("membuat versi baru %(title)s nomor %(number)s"),
    gettext_noop("mengubah koreksi kantor “%(read)s” dibaca “%(means)s” (dipakai: %(active)s)"),
    gettext_noop("mencabut %(title)s versi %(number)s"),
    gettext_noop("memilih pemberitahuan lewat surel: %(mail)s"),
    gettext_noop("menambah %(day)s ke kalender kerja sebagai hari %(kind)s: %(name)s"),
    gettext_noop(
        "menghitung ulang %(count)s batas waktu karena jam kerja kantor berubah: "
        "%(earlier)s maju, %(later)s mundur, %(recounted)s hanya sisa waktunya"
    ),
    gettext_noop("menetapkan jam kerja kantor mulai %(since)s: %(source)s"),
    gettext_noop("menghapus jam kerja kantor mulai %(since)s: %(source)s"),
    gettext_noop("mendaftarkan %(name)s dengan nama pengguna %(username)s"),
    gettext_noop("menambah jabatan %(name)s"),
    gettext_noop("menambah unit %(name)s"),
    gettext_noop(
        "menempatkan %(person)s sebagai %(position)s (%(kind)s), mulai %(since)s, "
        "hari terakhir %(until)s"
    ),
    gettext_noop("mengubah tampilan dokumen kantor: %(changed)s"),
    gettext_noop("menutup akun %(name)s"),
    gettext_noop(
        "menunjuk %(taker)s bertindak untuk %(giver)s sebagai %(position)s (%(kind)s), "
        "mulai %(since)s, hari terakhir %(until)s"
    ),
    gettext_noop("mengakhiri catatan ketidakhadiran %(person)s dari %(since)s sampai %(until)s"),
    gettext_noop(
        "mengakhiri penunjukan %(taker)s untuk bertindak bagi %(giver)s sebagai %(position)s"
    ),
    gettext_noop("mengakhiri jabatan %(person)s sebagai %(position)s"),
    gettext_noop("mencatat %(person)s tidak hadir (%(kind)s) dari %(since)s sampai %(until)s"),
    gettext_noop("menandai hari libur %(year)s lengkap menurut %(source)s"),
    gettext_noop(
        "menetapkan wewenang jabatan %(name)s: pengelola SOP %(keeps_procedures)s, "
        "pengelola kantor %(keeps_office)s, dipegang banyak orang %(many)s"
    ),
    gettext_noop("membuka kembali akun %(name)s"),
    gettext_noop("menghapus %(day)s (%(kind)s, %(name)s) dari kalender kerja"),
    gettext_noop("membatalkan tanda lengkap hari libur %(year)s"),
    gettext_noop("mengembalikan tampilan dokumen kantor ke bawaan"),
    gettext_noop("membuat kata sandi baru untuk %(name)s"),
    gettext_noop("menjadwalkan %(procedure)s (%(rhythm)s) dengan perihal “%(title)s”"),
    gettext_noop("mengakhiri jadwal “%(title)s”"),
    gettext_noop("membuka berkas %(number)s menurut jadwal: %(title)s"),
    gettext_noop("menjeda jadwal “%(title)s”"),
    gettext_noop("melanjutkan jadwal “%(title)s”"),
)

KINDS = {
    "definitif": gettext_noop("definitif"),
    "plt": gettext_noop("Plt."),
    "plh": gettext_noop("Plh."),
    "anggota": gettext_noop("anggota tim"),
    "semua": gettext_noop("semua tugas kecuali menandatangani"),
    "tanpa_keputusan": gettext_noop("hanya tugas tanpa keputusan"),
    "libur": gettext_noop("libur"),
    "masuk": gettext_noop("masuk kerja"),
    "cuti": gettext_noop("cuti"),
    "dinas_luar": gettext_noop("dinas luar"),
    "diklat": gettext_noop("pendidikan dan pelatihan"),
    "sakit": gettext_noop("sakit"),
}
#: what a person wants by e-mail, and how often a schedule opens a case
MAILED = {
    "semua": gettext_noop("semua pemberitahuan"),
    "penting": gettext_noop("hanya tentang batas waktu"),
    "tidak": gettext_noop("tidak ada"),
}
RHYTHMS = {
    "harian": gettext_noop("harian"),
    "mingguan": gettext_noop("mingguan"),
    "bulanan": gettext_noop("bulanan"),
    "tahunan": gettext_noop("tahunan"),
}
#: what a token is good for
SCOPES = {
    "baca": gettext_noop("hanya membaca"),
    "bertindak": gettext_noop("membaca dan bertindak"),
}
CHOSEN = {"kind": KINDS, "mail": MAILED, "rhythm": RHYTHMS, "scope": SCOPES}
#: what can be chosen about the look of documents, by the names of the trace
PARTS = {
    "logo": gettext_noop("logo"),
    "header_fill": gettext_noop("warna dasar judul tabel"),
    "numbering_row": gettext_noop("baris nomor kolom"),
    "family": gettext_noop("huruf"),
    "size": gettext_noop("ukuran huruf"),
    "margin": gettext_noop("tepi"),
    "paper": gettext_noop("kertas"),
    "upright": gettext_noop("arah kertas"),
    "form": gettext_noop("bentuk halaman identitas"),
    "signing": gettext_noop("cara menandatangani"),
    "verify": gettext_noop("alamat verifikasi"),
    "ranks": gettext_noop("pangkat"),
}
DAYS = frozenset({"day", "since", "until"})


def readable(data: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a trace as a reader says them: days, the right of a holding, yes and no."""
    return {name: in_words(name, value) for name, value in data.items()}


def in_words(name: str, value: object) -> object:
    """One value of a trace in words; what needs none stays as it is."""
    if isinstance(value, bool):
        return gettext("ya") if value else gettext("tidak")
    if name in DAYS:
        return day_words(date.fromisoformat(str(value))) if value else gettext("belum ditentukan")
    if isinstance(value, list):
        return ", ".join(gettext(PARTS.get(str(one), str(one))) for one in value)
    if name in CHOSEN:
        return gettext(CHOSEN[name].get(str(value), str(value)))
    return value
