"""SOPs as offices write them, at random: what stands in each is what a reader must find again.

Their words are an office's, their difficulties too: one to twenty performers, sixty rows, several
performers in a row, returns to anywhere, lists, long texts, bare numbers under "Waktu (hari)",
signs that mark-up must escape, letters that are no ASCII. Shrinks to the smallest SOP that fails.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from tatalaksana.core.procedure.model import (
    Approver,
    Decision,
    Duration,
    Procedure,
    Step,
    Unit,
)

ROLES = (
    "Kepala Dinas", "Sekretaris", "Kabid Pelayanan Perizinan", "Kasubbag Umum dan Kepegawaian",
    "Analis Kepegawaian", "Pengadministrasi Umum", "Bendahara Pengeluaran", "Arsiparis", "Pemohon",
    "Tim Teknis", "Asisten Administrasi Umum", "Sekretaris Daerah", "Bupati", "Front Office",
    "PPK/PPTK", "JFU (Pengolah Data)", "Ka. UPT", "Direktur Jenderal", "Kasi P3M & Informasi",
    "Verifikator I", "Verifikator II", "Petugas Loket", "Operator SIMPEG", "OPD", "Camat", "BKN",
    "Kelompok Substansi Hubungan Masyarakat", "Unit Kerja Terkait", "Bank", "Pejabat Pengadaan",
)  # fmt: skip
ACTS = (
    "Menyusun", "Memeriksa", "Mengarsipkan", "Menandatangani", "Mencatat", "Menghimpun", "Mengetik",
    "Menyampaikan", "Menerima", "Memverifikasi", "Mengagendakan", "Menelaah", "Mengirimkan",
    "Membahas", "Melaksanakan rapat", "Menginput", "Memaraf", "Menugaskan penyusunan", "Proses",
)  # fmt: skip
PAPERS = (
    "berkas permohonan", "nota dinas", "konsep surat keputusan", "lembar disposisi", "buku agenda",
    "laporan triwulan", "tanda terima", "daftar hadir", "surat pengantar", "KTP", "data & bahan",
    "SPJ/kuitansi", "rancangan <final>", "draf “Renja”", "formulir A-1", "foto 3×4", "SK (asli)",
    "bukti bayar ≥ 50%", "peta skala 1:5.000", "e-mail undangan", "surat No. 12/2024", "café menu",
    "Rp 5.000,00", "berita acara", "dokumen § 4", "suhu 20 °C", "kartu identitas anak",
)  # fmt: skip
MORE = (
    "", "", "", " untuk ditandatangani pimpinan", " beserta lampirannya", " sesuai ketentuan",
    " (rangkap 2)", " pada lemari yang ditentukan; disusun menurut tanggal", " dan salinannya",
    " melalui aplikasi SRIKANDI", ", lalu meneruskannya", " dari seluruh perangkat daerah",
)  # fmt: skip
REFUSALS = (
    "", "", ". Jika tidak lengkap dikembalikan untuk diperbaiki, jika lengkap diteruskan",
    ", apabila tidak setuju dikembalikan", "; jika belum sesuai diperbaiki kembali",
)  # fmt: skip
LAWS = (
    "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik",
    (
        "Peraturan Pemerintah Nomor 96 Tahun 2012 tentang Pelaksanaan Undang-Undang Nomor 25 Tahun "
        "2009 tentang Pelayanan Publik (Lembaran Negara Tahun 2012 Nomor 215)"
    ),
    "PermenPANRB No. 35 Tahun 2012, tentang Pedoman Penyusunan SOP AP",
    "Peraturan Daerah Nomor 3 Tahun 2016; diubah dengan Peraturan Daerah Nomor 1 Tahun 2020",
    "Keputusan Bupati Nomor 188.45/12/HUKUM/2021",
)
OTHERS = ("Surat Keluar", "Surat Masuk", "Pengarsipan Dokumen", "Rapat Koordinasi", "Legalisasi")
SKILLS = (
    "Memahami peraturan perundang-undangan", "S-1 Ilmu Hukum/Administrasi", "D-III (semua jurusan)",
    "Mampu mengoperasikan komputer", "Memiliki kemampuan analisis yang baik",
)  # fmt: skip
THINGS = ("Komputer", "Pencetak", "Alat tulis kantor", "Jaringan internet", "Meja & kursi", "ATK")
WARNINGS = (
    "Apabila SOP ini tidak dilaksanakan maka pelayanan menjadi terhambat",
    "Berkas yang tidak lengkap tidak diproses, dan pemohon diberi tahu secara tertulis",
)
RECORDS = ("Buku register", "Disimpan sebagai data elektronik dan manual", "Kartu kendali")
NOTES = (
    "", "", "", "Dilakukan setiap awal bulan", "Melalui aplikasi persuratan", "Lihat lampiran II",
    "Tembusan: Inspektorat", "Bila diperlukan",
)  # fmt: skip
TITLES = (
    "Pelayanan Cuti Pegawai", "Izin Penelitian", "Pengelolaan Surat Masuk (Biasa & Rahasia)",
    "Penyusunan Laporan Kinerja Instansi Pemerintah (LKjIP) di Lingkungan Sekretariat Daerah",
    "Penerbitan Kartu Identitas Anak", "Pembayaran Gaji Ke-13", "Mutasi/Promosi Jabatan",
)  # fmt: skip
AGENCIES: tuple[tuple[str, ...], ...] = (
    ("PEMERINTAH KABUPATEN CONTOH", "DINAS PENDIDIKAN DAN KEBUDAYAAN"),
    ("PEMERINTAH PROVINSI CONTOH", "SEKRETARIAT DAERAH", "BIRO ORGANISASI", "BAGIAN TATALAKSANA"),
    ("PEMERINTAH KOTA CONTOH", "KECAMATAN TIMUR", "KELURAHAN SUKAMAJU"),
    ("KEMENTERIAN CONTOH DAN URUSAN UMUM REPUBLIK INDONESIA",),
    ("KEMENTERIAN CONTOH", "DIREKTORAT JENDERAL PELAYANAN UMUM DAN KEPATUHAN MASYARAKAT",
     "DIREKTORAT KEPATUHAN", "SUBDIREKTORAT EVALUASI"),
    ("BADAN PUSAT CONTOH", "KABUPATEN TIMUR"),
    ("PEMERINTAH KABUPATEN CONTOH", "DINAS KESEHATAN", "LABORATORIUM KESEHATAN DAERAH"),
    (),
)  # fmt: skip
APPROVERS = (
    None,
    Approver(position="Kepala Dinas Pendidikan", name="Budi Santoso", nip="19700101 199503 1 001"),
    Approver(position="Plt. Sekretaris Daerah", name="Drs. H. AHMAD ZAINI, M.Si.", nip=""),
    Approver(position="Bupati Contoh", name="dr. Siti Nur’aini, Sp.OG", nip=""),
    Approver(position="a.n. Direktur Jenderal Pelayanan Umum Direktur Kepatuhan",
             name="I Gusti Ayu Putri, S.H.", nip="198001012005012001"),
)  # fmt: skip
UNITS = {
    Unit.MINUTE: "Menit", Unit.HOUR: "Jam", Unit.DAY: "Hari", Unit.WEEK: "Minggu",
    Unit.MONTH: "Bulan", Unit.CALENDAR_DAY: "Hari Kalender", Unit.FULL_DAY: "x 24 Jam",
}  # fmt: skip
NO_LENGTHS = ("", "-", "Setiap hari", "Sesuai jadwal")
AMOUNTS = ("1", "2", "5", "10", "15", "30", "45", "90", "0,5", "1,5")


@st.composite
def sops(draw: st.DrawFn, most_steps: int = 60, most_performers: int = 20) -> Procedure:
    """An SOP; small ones are as likely as large ones."""
    wide = draw(st.integers(1, most_performers))
    names = draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=wide, unique=True))
    count = draw(st.integers(3, draw(st.sampled_from([5, 10, 20, most_steps]))))
    count = min(count, most_steps)
    unit = draw(st.sampled_from([None, None, None, Unit.DAY, Unit.MINUTE, Unit.CALENDAR_DAY]))
    numbered = draw(st.sampled_from([True, True, True, False]))
    agency = draw(st.sampled_from(AGENCIES))
    return Procedure(
        title=draw(st.sampled_from(TITLES)),
        number=draw(st.sampled_from([None, "065/12/SOP/2024", "B-1.2/SOP.02.03/III/2021", "7"])),
        agency=agency,
        created=draw(days()),
        revised=draw(days()),
        effective=draw(days()),
        approved_by=draw(st.sampled_from(APPROVERS)),
        legal_basis=draw(some(LAWS)),
        qualifications=draw(some(SKILLS)),
        related=tuple(f"SOP {name}" for name in draw(some(OTHERS))),
        equipment=draw(some(THINGS)),
        warning=draw(some(WARNINGS)),
        records=draw(some(RECORDS)),
        performers=tuple(names),
        steps=tuple(
            draw(steps(row, count, names, unit, numbered=numbered)) for row in range(1, count + 1)
        ),
    )


def days() -> st.SearchStrategy[date | None]:
    """A day of a document, or none."""
    return st.none() | st.dates(date(1999, 1, 1), date(2035, 12, 31))


def some(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the words, each once, in any order."""
    return st.lists(st.sampled_from(words), max_size=len(words), unique=True).map(tuple)


def papers(most: int) -> st.SearchStrategy[tuple[str, ...]]:
    """Documents of a cell, each with a capital letter."""
    chosen = st.lists(st.sampled_from(PAPERS), max_size=most, unique=True)
    return chosen.map(lambda found: tuple(one[:1].upper() + one[1:] for one in found))


@st.composite
def acts(draw: st.DrawFn, *, refusal: bool) -> tuple[str, ...]:
    """What is done in a row: one sentence as a rule, several, or one that is very long."""
    found = []
    for _ in range(draw(st.sampled_from([1, 1, 1, 1, 2, 3]))):
        most = draw(st.sampled_from([1, 1, 2, 9]))
        part = st.tuples(st.sampled_from(PAPERS), st.sampled_from(MORE))
        parts = draw(st.lists(part, min_size=1, max_size=most))
        text = " serta ".join(paper + more for paper, more in parts)
        found.append(f"{draw(st.sampled_from(ACTS))} {text}")
    found[-1] += draw(st.sampled_from(REFUSALS)) if refusal else ""
    return tuple(dict.fromkeys(found))


@st.composite
def lengths(draw: st.DrawFn, bare: Unit | None) -> tuple[Duration | None, str]:
    """A length with how it is printed; `bare`: the header tells the unit."""
    if draw(st.integers(0, 6)) == 0:
        return None, draw(st.sampled_from(NO_LENGTHS))
    unit, amount = bare or draw(st.sampled_from(list(UNITS))), draw(st.sampled_from(AMOUNTS))
    length = Duration(Decimal(amount.replace(",", ".")), unit)
    return length, amount if bare else f"{amount} {draw(st.sampled_from(spelt(unit)))}"


def spelt(unit: Unit) -> tuple[str, ...]:
    """How offices write a unit."""
    return UNITS[unit], UNITS[unit].lower(), *(("hari kerja",) if unit is Unit.DAY else ())


@st.composite
def steps(
    draw: st.DrawFn, row: int, count: int, names: list[str], bare: Unit | None, *, numbered: bool
) -> Step:
    """One row; about one in four decides, and returns to any row but the next."""
    decides = draw(st.integers(0, 3)) == 0
    decision = None
    if decides:
        anywhere = st.integers(1, count)
        onward = st.just(row + 1) if row < count else st.none()
        approve = draw(onward | onward | onward | anywhere.filter(lambda to: to != row))
        back = draw(st.none() | anywhere | anywhere | anywhere | st.just(max(1, row - 1)))
        decision = Decision(approve_row=approve, return_row=back)
    other = draw(st.sampled_from([None, None, None, None, *OTHERS]))
    note = f"Terkait SOP {other}" if other else draw(st.sampled_from(NOTES))
    most = draw(st.sampled_from([1, 1, 1, 1, 2, 3, len(names)]))
    length, text = draw(lengths(bare))
    return Step(
        row=row,
        no=str(row) if numbered else None,
        activities=draw(acts(refusal=decision is not None and decision.return_row is not None)),
        performers=tuple(
            draw(st.lists(st.sampled_from(names), min_size=1, max_size=most, unique=True))
        ),
        decision=decision,
        inputs=draw(papers(4)),
        outputs=draw(papers(3)),
        duration=length,
        duration_text=text,
        note=note,
        related_procedure=other,
    )
