"""A running case goes on at the step that is the same work."""

from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.procedure.correspondence import correspondence
from tatalaksana.core.procedure.model import Procedure, Step


def procedure(*steps):
    return Procedure(
        title="SOP",
        steps=tuple(
            Step(row=row, no=str(row), activities=(text,), performers=(role,))
            for row, (text, role) in enumerate(steps, start=1)
        ),
    )


OLD = procedure(
    ("Menyusun konsep surat", "Analis"),
    ("Memeriksa konsep surat", "Kasubbag"),
    ("Menandatangani surat", "Kepala Biro"),
    ("Mengirim dan mengarsipkan surat", "Pengadministrasi Umum"),
)


def test_the_same_version_corresponds_to_itself():
    assert correspondence(OLD, OLD) == {1: 1, 2: 2, 3: 3, 4: 4}


def test_a_new_step_moves_those_behind_it():
    new = procedure(
        ("Menyusun konsep surat", "Analis"),
        ("Memeriksa konsep surat", "Kasubbag"),
        ("Memaraf konsep surat pada lembar verbal", "Kabag"),
        ("Menandatangani surat", "Kepala Biro"),
        ("Mengirim dan mengarsipkan surat", "Pengadministrasi Umum"),
    )
    assert correspondence(OLD, new) == {1: 1, 2: 2, 3: 4, 4: 5}


def test_a_step_that_is_gone_has_no_partner():
    new = procedure(
        ("Menyusun konsep surat", "Analis"),
        ("Menandatangani surat", "Kepala Biro"),
        ("Mengirim dan mengarsipkan surat", "Pengadministrasi Umum"),
    )
    assert correspondence(OLD, new) == {1: 1, 3: 2, 4: 3}


def test_a_reworded_step_is_still_the_same_work():
    new = procedure(
        ("Menyusun konsep surat dinas", "Analis Kebijakan"),
        ("Memeriksa konsep surat", "Kasubbag"),
        ("Menandatangani surat", "Kepala Biro"),
        ("Mengirim serta mengarsipkan surat", "Pengadministrasi Umum"),
    )
    assert correspondence(OLD, new) == {1: 1, 2: 2, 3: 3, 4: 4}


words = st.sampled_from(
    ["menerima", "surat", "konsep", "memeriksa", "mengirim", "arsip", "tim", "rapat", "laporan"]
)
steps = st.lists(
    st.tuples(st.lists(words, min_size=1, max_size=4).map(" ".join), words), max_size=12
)


@given(steps, steps)
def test_rows_keep_their_order_and_go_to_one_row_each(one, other):
    found = correspondence(procedure(*one), procedure(*other))
    rows = [found[row] for row in sorted(found)]
    assert rows == sorted(set(rows))
    assert all(1 <= row <= len(other) for row in rows)
