"""Who does a step, and where it branches, in small tables one can check by eye."""

from __future__ import annotations

import pytest

from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import Reading
from tatalaksana.core.reading.understand.roles import Naming, role_of, words_of
from tatalaksana.core.reading.understand.roots import of_one_root

NAMES = ("Kasubbag Umum", "Analis Umum", "Pengadm. Umum", "Kabag Umum", "Tim Pelaksana")


def table(*steps: str, names: tuple[str, ...] = NAMES, marks: dict[int, str] | None = None) -> str:
    """A step table; `marks` gives the performers' cells of a row, tabs between them."""
    lines = ["No\tKegiatan\tPelaksana" + "\t" * len(names) + "Mutu Baku\t\t\tKet"]
    lines += ["\t\t" + "\t".join(names) + "\tKelengkapan\tWaktu\tOutput"]
    for row, step in enumerate(steps, start=1):
        cells = (marks or {}).get(row, "\t" * (len(names) - 1))
        lines.append(f"{row}\t{step}\t{cells}\tBerkas\t1 jam\tBerkas\t")
    return "SOP Contoh\n\n" + "\n".join(lines) + "\n"


def one(text: str) -> Reading:
    (reading,) = read(text.encode(), "contoh")
    return reading


def performers(text: str) -> list[tuple[str, ...]]:
    return [step.performers for step in one(text).procedure.steps]


def test_who_is_ordered_acts_next_and_the_order_comes_from_above() -> None:
    found = performers(table("Memerintahkan Analis Umum untuk menyusun konsep", "Menyusun konsep"))
    assert found[0][0] in ("Kasubbag Umum", "Kabag Umum")
    assert found[1] == ("Analis Umum",)


def test_who_is_handed_the_file_acts_next_unless_the_step_names_somebody_else() -> None:
    found = performers(
        table(
            "Menyusun konsep dan menyampaikan kepada Kasubbag Umum",
            "Mengoreksi konsep dan menyampaikan kepada Kabag Umum",
            "Analis Umum menggandakan konsep",
        )
    )
    assert found[1:] == [("Kasubbag Umum",), ("Analis Umum",)]


def test_staff_without_a_column_are_the_analysts() -> None:
    assert performers(table("Memerintahkan Staf untuk mengetik", "Mengetik"))[1] == ("Analis Umum",)


@pytest.mark.parametrize(
    ("step", "who"),
    [
        ("Memberi nomor agenda surat", "Pengadm. Umum"),
        ("Penandatanganan surat", "Kabag Umum"),
        ("Melakukan rapat tim", "Tim Pelaksana"),
    ],
)
def test_the_act_tells_the_performer(step: str, who: str) -> None:
    assert performers(table("Menyusun konsep", step))[1] == (who,)


def test_a_mark_counts_unless_the_words_make_it_impossible() -> None:
    marked = table(
        "Melakukan rapat tim",
        "Memberi nomor agenda surat; Memperbanyak surat",
        marks={1: "\t\t\t□\t", 2: "\t\t\t□\t"},
    )
    reading = one(marked)
    assert [step.performers for step in reading.procedure.steps] == [
        ("Kabag Umum",),
        ("Pengadm. Umum",),
    ]
    assert [(d.code, d.row) for d in reading.doubts if d.code == "RD012"] == [("RD012", 2)]


def test_a_label_of_an_arrow_marks_no_performer() -> None:
    text = table("Menyusun konsep", "Mengetik konsep", marks={2: "\t\t\tYa\t"})
    assert performers(text)[1] == ("Analis Umum",)


def test_all_who_were_invited_take_part_in_the_meeting() -> None:
    text = table(
        "Mengundang Kasubbag Umum, Analis Umum dan Tim Pelaksana untuk rapat kemudian "
        "melaporkan kepada Kabag Umum",
        "Melaksanakan rapat pembahasan",
    )
    assert set(performers(text)[1]) == {
        "Kabag Umum", "Kasubbag Umum", "Analis Umum", "Tim Pelaksana",
    }  # fmt: skip
    assert performers(text)[1][0] == "Kabag Umum"


def test_a_refused_draft_goes_back_to_the_nearest_row_of_who_repairs_it() -> None:
    steps = one(
        table(
            "Menyusun konsep dan menyerahkan kepada Kasubbag Umum",
            "Mengoreksi konsep, jika tidak setuju dikembalikan kepada Analis Umum untuk "
            "diperbaiki, jika setuju diserahkan kepada Kabag Umum",
            "Menandatangani surat",
        )
    ).procedure.steps
    decision = steps[1].decision
    assert decision is not None
    assert (decision.return_row, decision.approve_row) == (1, 3)
    assert decision.condition == "setuju"
    assert steps[2].decision is None


@pytest.mark.parametrize(
    "step",
    [
        "Mengoreksi konsep, bila belum sesuai dikembalikan untuk diperbaiki",
        "Meneliti konsep; Jika revisi dikembalikan ke Analis Umum; Jika benar diteruskan",
        "Memeriksa berkas. Jika belum lengkap, dikembalikan untuk dilengkapi",
        "Bila setuju menandatangani. Bila tidak setuju kembali ke Analis Umum",
    ],
)
def test_every_wording_of_a_return_is_a_branch(step: str) -> None:
    decision = one(table("Menyusun konsep", step, "Mengetik")).procedure.steps[1].decision
    assert decision is not None
    assert decision.return_row == 1


@pytest.mark.parametrize(
    "step",
    [
        "Memproses konsep, jika sudah ditandatangani mengembalikan ke Kabag Umum",
        "Mengirim usulan bila terjadi perubahan peraturan",
        "Memeriksa kelengkapan berkas",
    ],
)
def test_a_condition_without_refusal_is_no_branch(step: str) -> None:
    assert one(table("Menyusun konsep", step)).procedure.steps[1].decision is None


def test_a_diamond_branches_and_so_does_tidak_beside_a_check() -> None:
    diamond = table("Mengajukan berkas", "Mengolah berkas", marks={2: "\t◇\t\t\t"})
    label = table("Menyusun berkas", "Memeriksa kelengkapan berkas", marks={1: "□\tTidak\t\t\t"})
    for text in (diamond, label):
        decision = one(text).procedure.steps[1].decision
        assert decision is not None
        assert decision.return_row == 1


def test_a_return_to_somebody_without_a_column_is_a_doubt_and_no_guess() -> None:
    reading = one(
        table("Menyusun konsep", "Mengoreksi, jika tidak setuju dikembalikan kepada Bupati")
    )
    decision = reading.procedure.steps[1].decision
    assert decision is not None
    assert decision.return_row is None
    assert any(doubt.code == "RD020" and doubt.weight == 3 for doubt in reading.doubts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kepada Kasubag. Umum", "Kasubbag Umum"),
        ("kepada Kepala Subbagian Umum", "Kasubbag Umum"),
        ("ke Analisis Umum", "Analis Umum"),
        ("ke Pengada. Umum", "Pengadm. Umum"),
        ("ke Pengadministrasian Umum", "Pengadm. Umum"),
        ("kepada Kabag untuk", "Kabag Umum"),
        ("kepada Kabag Hukum", None),
    ],
)
def test_names_are_matched_after_expanding_abbreviations(text: str, expected: str | None) -> None:
    naming = Naming([role_of(i, name) for i, name in enumerate(NAMES)])
    found = [NAMES[one.role] for one in naming.mentions(words_of(text))]
    assert found == ([expected] if expected else [])


def test_a_lurah_stands_above_the_secretary_and_the_secretary_may_be_named_shortly() -> None:
    names = ("Staf Pelayanan", "Kasi Pelayanan", "Sekretaris Lurah", "Lurah")
    found = performers(
        table(
            "Mengetik surat dan menyerahkan kepada Kasi Pelayanan",
            "Memeriksa surat, bila benar diparaf dan diteruskan ke Sekretaris",
            "Memeriksa dan memaraf surat",
            "Menandatangani surat",
            names=names,
        )
    )
    assert found == [(name,) for name in names]


def test_a_deputy_stands_below_the_head() -> None:
    names = ("Guru", "Wakil Kepala Sekolah", "Kepala Sekolah")
    found = performers(
        table(
            "Menyusun jadwal dan menyampaikan kepada Wakil Kepala Sekolah",
            "Memeriksa dan memaraf jadwal",
            "Menetapkan jadwal",
            names=names,
        )
    )
    assert found == [(name,) for name in names]


def test_who_is_the_object_of_the_verb_does_not_do_it() -> None:
    names = ("Pasien", "Petugas Pendaftaran")
    assert performers(table("Mendaftar pasien", names=names)) == [("Petugas Pendaftaran",)]


@pytest.mark.parametrize(
    ("verb", "name", "same"),
    [
        ("mendaftar", "petugas pendaftaran", True),
        ("mengarsipkan", "arsiparis", True),
        ("memverifikasi", "verifikator", True),
        ("mengawasi", "pengawas", True),
        ("menyusun", "pengelola surat", False),
        ("mengadakan", "pegawai", False),
        ("surat", "pengelola surat", False),
    ],
)
def test_a_verb_may_be_of_one_root_with_a_position(verb: str, name: str, same: bool) -> None:
    assert of_one_root(verb, tuple(name.split())) is same
