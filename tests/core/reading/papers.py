"""Procedures as offices write them, drawn at random: what a paper can carry, a reader must find."""

import random
from datetime import date
from decimal import Decimal

from tatalaksana.core.procedure.model import (
    Approver,
    Decision,
    Duration,
    Procedure,
    Step,
    Unit,
)

ROLES = (
    "Kepala Dinas", "Sekretaris", "Kabid Pelayanan", "Kasubbag Umum", "Analis Kepegawaian",
    "Pengadministrasi", "Bendahara", "Arsiparis", "Pemohon", "Tim Teknis",
)  # fmt: skip
ACTS = (
    "Menyusun konsep nota dinas dan menyampaikannya beserta lampiran",
    "Memeriksa kelengkapan berkas permohonan",
    "Mengarsipkan dokumen pada lemari yang ditentukan",
    "Menandatangani surat pengantar",
    "Mencatat permohonan dalam buku agenda",
    "Menghimpun data dan bahan laporan triwulan dari setiap unit kerja",
)
PAPERS = (
    "Berkas permohonan", "Nota dinas", "Konsep surat keputusan", "Lembar disposisi",
    "Buku agenda", "Laporan triwulan", "Tanda terima", "Daftar hadir", "Surat pengantar",
)  # fmt: skip
UNITS = {
    Unit.MINUTE: "Menit", Unit.HOUR: "Jam", Unit.DAY: "Hari", Unit.WEEK: "Minggu",
    Unit.MONTH: "Bulan",
}  # fmt: skip
NOTES = ("", "", "", "Dilakukan setiap awal bulan", "Melalui aplikasi persuratan")


def any_paper(seed: int) -> Procedure:
    """A procedure with nothing in it that a drawing could not show; the same for each seed."""
    chance = random.Random(seed)
    names = chance.sample(ROLES, chance.randint(2, 7))
    count = chance.randint(3, 18)
    return Procedure(
        title="Pelayanan " + chance.choice(("Cuti Pegawai", "Izin Penelitian", "Surat Masuk")),
        number=f"{chance.randint(1, 999)}/SOP/{chance.randint(2015, 2026)}",
        agency=("PEMERINTAH KABUPATEN CONTOH", "DINAS PENDIDIKAN"),
        created=date(2024, chance.randint(1, 12), chance.randint(1, 28)),
        effective=date(2025, chance.randint(1, 12), chance.randint(1, 28)),
        approved_by=Approver(
            position="Kepala Dinas Pendidikan", name="Budi Santoso", nip="19700101 199503 1 001"
        ),
        legal_basis=("Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik",),
        equipment=tuple(chance.sample(("Komputer", "Pencetak", "Alat tulis"), 2)),
        performers=tuple(names),
        steps=tuple(step(chance, row, count, names) for row in range(1, count + 1)),
    )


def step(chance: random.Random, row: int, count: int, names: list[str]) -> Step:
    """One step; the first and the last do not branch."""
    unit = chance.choice(list(UNITS))
    value = chance.randint(1, 60)
    note = chance.choice(NOTES)
    decision = None
    if 1 < row < count and chance.random() < 0.3:
        decision = Decision(approve_row=row + 1, return_row=chance.randint(1, row - 1))
    return Step(
        row=row,
        no=str(row),
        activities=(chance.choice(ACTS),),
        performers=(chance.choice(names),),
        decision=decision,
        inputs=tuple(chance.sample(PAPERS, chance.randint(1, 3))),
        outputs=tuple(chance.sample(PAPERS, chance.randint(1, 2))),
        duration=Duration(Decimal(value), unit),
        duration_text=f"{value} {UNITS[unit]}",
        note=note,
    )
