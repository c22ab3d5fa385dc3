"""The ways a step says that a file may go back."""

from __future__ import annotations

import pytest

from tatalaksana.core.procedure.model import Decision
from tatalaksana.core.reading.read import read


def decision_of(sentence: str) -> Decision | None:
    """The decision of a head's row between the clerk who writes and the one who signs."""
    text = (
        "No\tKegiatan\tPelaksana\t\t\tMutu Baku\t\t\n"
        "\t\tStaf\tKasubbag\tKabag\tKelengkapan\tWaktu\tOutput\n"
        "1\tMenerima surat\t□\t\t\tSurat\t1 jam\tSurat\n"
        "2\tMengetik konsep\t□\t\t\tSurat\t1 jam\tKonsep\n"
        f"3\t{sentence}\t\t□\t\tKonsep\t1 jam\tKonsep\n"
        "4\tMenandatangani\t\t\t□\tKonsep\t1 jam\tSurat\n"
    )
    (reading,) = read(text.encode(), "x")
    return reading.procedure.steps[2].decision


@pytest.mark.parametrize(
    "sentence",
    [
        "Memeriksa konsep. Ya: paraf, diteruskan ke Kabag. Tidak: dikembalikan ke Staf",
        "Memeriksa konsep; setuju → paraf; tidak setuju → Staf",
        "Memeriksa konsep, jika ya diteruskan ke Kabag, jika tidak kembali ke Staf",
        "Memeriksa konsep, dikembalikan kepada Staf apabila belum lengkap",
        "Memeriksa konsep, yang tidak memenuhi syarat dikembalikan kepada Staf",
        "Memeriksa konsep, jika terdapat kekeliruan dikembalikan pada Staf",
        "Memeriksa konsep. Dalam hal tidak lengkap, dikembalikan kepada Staf",
        "Memeriksa konsep, seandainya keliru dikembalikan ke Staf",
        "Memeriksa konsep, jika OK lanjut ke Kabag, jika NOT OK kembali ke Staf",
        "Memeriksa konsep. Jika tidak setuju, kembali ke tahap sebelumnya",
        "Memeriksa konsep. Jika tidak setuju, kembali ke langkah 2",
        "Memeriksa konsep. Jika tidak setuju, dikembalikan ke nomor 2",
    ],
)
def test_a_file_that_is_not_in_order_goes_back_to_who_wrote_it(sentence: str) -> None:
    decision = decision_of(sentence)
    assert decision is not None
    assert (decision.approve_row, decision.return_row) == (4, 2)


def test_the_step_named_wins_over_the_nearest() -> None:
    decision = decision_of("Memeriksa konsep, jika tidak sesuai dikembalikan ke langkah no. 1")
    assert decision is not None
    assert decision.return_row == 1


def test_the_condition_ends_where_the_act_begins() -> None:
    decision = decision_of("Memeriksa konsep. Bila setuju paraf, bila tidak kembalikan ke Staf")
    assert decision is not None
    assert decision.condition == "setuju"


@pytest.mark.parametrize(
    "sentence",
    [
        "Memeriksa konsep, jika disetujui diteruskan kepada Kabag",
        "Mengembalikan berkas kepada Staf",
        "Memeriksa konsep, bila perlu dibantu tenaga ahli",
        "Menyusun jadwal apabila diperlukan",
        "Memeriksa konsep. Catatan: rangkap dua",
        "Memeriksa syarat yang lengkap",
    ],
)
def test_a_step_that_only_goes_on_does_not_branch(sentence: str) -> None:
    assert decision_of(sentence) is None
