"""The buttons speak the document's own words."""

import pytest

from tatalaksana.core.engine.wording import Words, words_of
from tatalaksana.core.procedure.model import Decision, Step


@pytest.mark.parametrize(
    ("condition", "accept", "refuse"),
    [
        ("setuju", "Setuju", "Tidak setuju"),
        ("sesuai", "Sesuai", "Tidak sesuai"),
        ("sudah lengkap", "Sudah lengkap", "Belum lengkap"),
        ("sudah lengkap dan sesuai", "Sudah lengkap dan sesuai", "Belum lengkap dan sesuai"),
        ("kelengkapan berkas", "Ya – kelengkapan berkas", "Tidak – kelengkapan berkas"),
        ("", "Setuju", "Tidak setuju"),
    ],
)
def test_a_decision_is_named_by_its_condition(condition, accept, refuse):
    step = Step(
        row=2,
        no="2",
        activities=("Memeriksa",),
        performers=("Kabag",),
        decision=Decision(approve_row=3, return_row=1, condition=condition),
    )
    assert words_of(step) == Words(accept, refuse)


def test_a_step_without_a_branch_is_finished():
    step = Step(row=1, no="1", activities=("Mengetik",), performers=("Analis",))
    assert words_of(step) == Words("Selesai", "")
