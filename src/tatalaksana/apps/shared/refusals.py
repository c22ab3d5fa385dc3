"""Refusals in the reader's language.

The rooms refuse in formal Bahasa Indonesia. A reader of another language gets the general
sentence of the code, with the room's own sentence behind it where the code alone says too little.
"""

from __future__ import annotations

from django.utils.translation import get_language, gettext, gettext_noop

from tatalaksana.core.base.errors import TatalaksanaError

GENERAL = {
    "TL100": gettext_noop("Isi prosedur ini belum lengkap atau saling bertentangan."),
    "TL200": gettext_noop("Dokumen ini tidak dapat dibaca."),
    "TL201": gettext_noop("Jenis berkas ini tidak dikenal."),
    "TL202": gettext_noop("Tidak ada tabel prosedur di dalam dokumen ini."),
    "TL203": gettext_noop("Dokumen ini tidak selesai dibaca dalam waktunya."),
    "TL204": gettext_noop("Membaca dokumen ini memerlukan memori terlalu banyak."),
    "TL205": gettext_noop("Dokumen ini tidak dapat diimpor: programnya berhenti di tengah."),
    "TL302": gettext_noop("Alasan pengembalian belum diisi."),
    "TL303": gettext_noop("Langkah ini tidak mengenal jawaban itu."),
    "TL304": gettext_noop("Tugas ini sudah diselesaikan."),
    "TL309": gettext_noop("Berkas ini sedang dihentikan."),
    "TL312": gettext_noop("Pendapat yang diminta untuk langkah ini belum diberikan."),
    "TL310": gettext_noop("Klik ini tidak dapat dikoreksi lagi."),
    "TL314": gettext_noop("Susunan tim ini belum benar."),
    "TL400": gettext_noop("Prosedur ini tidak dapat digambar."),
    "TL601": gettext_noop("Ini bukan wewenang Anda."),
    "TL602": gettext_noop("Tidak ditemukan di instansi Anda."),
    "TL603": gettext_noop("Isian ini tidak dapat diterima."),
    "TL604": gettext_noop("Berkas ini baru saja berubah oleh orang lain."),
    "TL605": gettext_noop("Terlalu banyak yang menulis bersamaan; tidak ada yang tersimpan."),
    "TL606": gettext_noop("Dokumen yang sama sudah pernah diimpor."),
    "TL611": gettext_noop("Tidak ada token yang berlaku, dan tidak ada yang masuk."),
    "TL612": gettext_noop("Token ini hanya untuk membaca."),
    "TL613": gettext_noop("Kunci ini sudah dipakai untuk permintaan lain."),
    "TL614": gettext_noop("Terlalu banyak permintaan dalam satu menit."),
    "TL701": gettext_noop("Berkas terlalu besar."),
    "TL702": gettext_noop("Berkas ini kosong."),
    "TL703": gettext_noop("Isi berkas tidak ditemukan di penyimpanan."),
}
#: several refusals share a code; each of these is told, and mended, in its own words
OWN = frozenset(
    {
        gettext_noop("Keterangan belum diisi."),
        gettext_noop("Tulis pada siapa berkas ini berada dan apa yang ditunggu."),
        gettext_noop("Alasan pemindahan belum diisi."),
        gettext_noop("Tulis mengapa berkas ini dilanjutkan dengan versi lain."),
        gettext_noop("Alasan penghentian belum diisi."),
        gettext_noop("Tulis mengapa berkas ini dihentikan dan apa yang ditunggu."),
        gettext_noop("Alasan pengalihan belum diisi."),
        gettext_noop("Tulis mengapa tugas ini dialihkan kepada orang lain."),
        gettext_noop("Alasan pembatalan belum diisi."),
        gettext_noop("Tulis mengapa berkas ini dibatalkan."),
        gettext_noop("Alasan melanjutkan tanpa pelaksana itu belum diisi."),
        gettext_noop("Tulis mengapa bagiannya tidak ditunggu."),
        gettext_noop("Bagian pelaksana itu tidak ditunggu lagi."),
        gettext_noop("Alasan tidak menunggu belum diisi."),
        gettext_noop("Tulis mengapa langkah ini dilanjutkan tanpa berkas yang belum selesai."),
        gettext_noop("Langkah ini tidak menunggu berkas lain."),
        gettext_noop("Alasan koreksi belum diisi."),
        gettext_noop(
            "Konsep ini Anda buat sendiri; tidak seorang pun menyetujui konsepnya sendiri."
        ),
        gettext_noop(
            "Konsep ini dibuat pejabat yang Anda wakili; ia tidak menyetujui konsepnya sendiri."
        ),
        gettext_noop("Pertanyaan belum diisi."),
        gettext_noop("Tulis apa yang ingin Anda ketahui dari rekan itu."),
        gettext_noop("Pendapat belum diisi."),
        gettext_noop("Tulis pendapat Anda; dokumen boleh dilampirkan di sampingnya."),
        gettext_noop("Pertanyaan ini sudah dijawab atau ditarik."),
        gettext_noop(
            "Tunggu jawabannya, tarik pertanyaannya, atau centang “Selesaikan tanpa menunggu"
            " pendapat”."
        ),
        gettext_noop("Tulis mengapa klik itu keliru; pelaksana berikutnya membaca kalimat ini."),
        gettext_noop("Berkas ini sudah berjalan lagi."),
        gettext_noop(
            "Yang menghentikannya, atau atasannya, dapat melanjutkannya di halaman berkas."
        ),
        gettext_noop("Berkas ini sudah dicatat berada di luar kantor."),
        gettext_noop("Berkas ini sudah kembali di kantor."),
    }
)
VAGUE = frozenset(
    {"TL100", "TL200", "TL314", "TL400", "TL603"}
)  #: the room's own sentence says more


def sentence_for(refusal: TatalaksanaError) -> str:
    """What was refused."""
    return sentence_of(refusal.code, refusal.message)


def sentence_of(code: str, message: str) -> str:
    """What was refused, of a refusal that was kept."""
    general = GENERAL.get(code)
    if get_language() == "id" or general is None:
        return message
    if message in OWN:
        return gettext(message)
    if code in VAGUE:
        return f"{gettext(general)} ({message})"
    return gettext(general)


def hint_for(refusal: TatalaksanaError) -> str:
    """How to mend it; only the rooms' own words say that, so most stay Indonesian."""
    return gettext(refusal.hint) if refusal.hint in OWN else refusal.hint
