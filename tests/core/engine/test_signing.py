"""Who signs and who decides, by the verb that the performer does."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.engine.plan import compile_plan
from tatalaksana.core.engine.signing import decides, signs
from tatalaksana.core.procedure.model import Decision, Step
from tests.core.engine.procedures import runnable

#: every step of the bundled documents that signs, read by a person: beginning of the title -> rows
SIGNING = {
    "Penyusunan Standar Pelayanan Publik (SPP)": [3, 8],
    "Pembuatan Surat Keputusan (SK) Tim": [8],
    "Penyusunan Laporan Survey": [6, 7],
    "Fasilitasi Penyusunan": [6, 7],
    "Penyusunan Standar Pelayanan dan Maklumat": [8],
    "PENGIRIMAN LAPORAN ABSENSI": [1, 4],
    "DAFTAR URUT KEPANGKATAN": [4],
    "SURAT IJIN CUTI": [4],
    "PENGAJUAN KARTU": [4],
    "PENGAJUAN KENAIKAN GAJI": [4],
    "PENGAJUAN KENAIKAN PANGKAT": [4],
    "SURAT IJIN BELAJAR": [4],
    "PENILAIAN PRESTASI KERJA": [3, 4],
    "PENGAJUAN TANDA KEHORMATAN": [4],
    "MUTASI PNS": [4],
    "PENGAJUAN PENSIUN": [4],
    "SURAT KELUAR": [4],
    "PENGARSIPAN SURAT": [2],  # printed "Mendatangi surat keluar"
}


def step(text, performers=("Kabag",), outputs=(), branches=False):
    decision = Decision(approve_row=None, return_row=1) if branches else None
    return Step(
        row=2,
        no="2",
        activities=tuple(text.split(" // ")),
        performers=performers,
        outputs=outputs,
        decision=decision,
    )


def test_in_the_bundled_documents_exactly_these_steps_sign(bundled):
    assert len(bundled) == 37
    found = [(p.title, one.row) for p in bundled for one in p.steps if signs(one)]
    wanted = [
        (p.title, row)
        for p in bundled
        for beginning, rows in SIGNING.items()
        if p.title.lower().startswith(beginning.lower())
        for row in rows
    ]
    assert Counter(found) == Counter(wanted)
    assert len(found) == sum(map(len, SIGNING.values()))


def test_in_the_bundled_documents_who_approves_in_words_decides_without_an_arrow(bundled):
    found = Counter(
        one.activities[0].split()[0]
        for p in bundled
        for one in p.steps
        if one.decision is None and not signs(one) and decides(one)
    )
    assert found == {"Menyetujui": 11, "Persetujuan": 2}


@pytest.mark.parametrize(
    "text",
    [
        "Menandatangani surat keputusan",
        "Memeriksa dan menandatangani nota dinas",
        "Penandatanganan surat izin cuti",
        "Melakukan penandatanganan berita acara",
        "Jika sudah sesuai ditandatangani dan diserahkan kepada staf",
        "Mengoreksi, jika tidak setuju dikembalikan untuk diperbaiki, jika setuju di tanda tangani",
        "Menelaah draf, apabila lengkap dan benar ditandatangani",
        "Surat yang sudah diperiksa ditandatangani",
        "Surat ditandatangani oleh Kabag",
        "Membubuhkan tanda tangan pada surat",
        "Memberikan paraf dan tanda tangan",
        "Paraf dan ttd surat",
        "Menanda tangani kwitansi",
        "Menetapkan SK Tim",
        "Menetapkan Keputusan Bupati",
        "Mengesahkan SOP",
        "Memeriksa berkas untuk memastikan kelengkapan dan menandatanganinya",
        "Menyerahkan berkas dan menandatangani berita acara",
        "Mendisposisi surat masuk // Mendatangi surat keluar",
    ],
)
def test_whoever_puts_the_signature_signs(text):
    assert signs(step(text))


@pytest.mark.parametrize(
    "text",
    [
        "Menyiapkan surat untuk ditandatangani",
        "Menyiapkan surat untuk diperiksa dan ditandatangani",
        "Memeriksa surat untuk di tanda tangani",
        "Mengirim surat yang sudah ditandatangani",
        "Mengarsipkan keputusan yang telah disahkan",
        "Diajukan ke Kabag untuk di tanda tangani",
        "Diserahkan kepada Sekda untuk ditandatangani, dan diserahkan kembali",
        "Melanjutkan draf surat ke Kabag untuk di tandatangani",
        "Memproses draf, jika sudah ditandatangani mengembalikan ke Biro Organisasi",
        "Setelah selesai di tandatangani lalu dicatat",
        "Setelah surat ditandatangani, memberi nomor",
        "Pengambilan hasil penandatanganan laporan",
        "Menugaskan Kabag untuk menyiapkan dan menandatangani surat",
        "Meminta pemohon menandatangani tanda terima",
        "Meminta paraf dan tanda tangan Kabag",
        "Mengajukan penandatanganan surat",
        "Menunggu penandatanganan oleh Bupati",
        "Diajukan untuk pendatanganan ke Bupati",
        "Surat ditandatangani oleh Bupati",
        "Memeriksa tanda tangan",
        "Mengajukan tanda kehormatan",
        "Menyimpan tanda terima",
        "Memaraf surat",
        "Menetapkan jadwal rapat",
        "Mendatangi kantor desa",
        "Mencatat surat keputusan",
        "",
    ],
)
def test_who_prepares_carries_or_keeps_it_does_not_sign(text):
    assert not signs(step(text))


def test_oleh_the_performer_herself_is_her_own_signature():
    assert signs(step("Surat ditandatangani oleh Kepala Bagian", ("Kabag Organisasi",)))
    assert not signs(step("Surat ditandatangani oleh Kepala Bagian", ("Kasubbag Umum",)))


def test_an_output_that_is_a_signature_was_made_by_signing():
    assert signs(step("Persetujuan laporan", outputs=("Tanda Tangan",)))
    assert not signs(step("Penyampaian rancangan", outputs=("Tanda Terima",)))


def test_a_branch_decides_and_so_do_the_words():
    assert decides(step("Memeriksa konsep", branches=True))
    assert decides(step("Menyetujui untuk mengadakan sosialisasi"))
    assert decides(step("Menetapkan jadwal rapat"))
    assert not decides(step("Diajukan melalui telaah staf guna persetujuan Bupati"))
    assert not decides(step("Mengetik konsep"))


@given(runnable())
def test_the_plan_says_of_every_step_whether_it_decides(procedure):
    for planned in compile_plan(procedure).steps:
        assert planned.decides == (len(planned.ways) > 1)
        assert not planned.signs


@given(st.text(max_size=200))
def test_any_text_gets_an_answer(text):
    assert signs(step(text or "x")) in (True, False)
