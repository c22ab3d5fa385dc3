"""Which row made the draft that a step judges: told by the verb, not by the order of the desks."""

from tatalaksana.core.engine.plan import compile_plan
from tatalaksana.core.procedure.model import Decision, Procedure, Step


def plan(*rows):
    """A plan from (performer, sentence) or (performer, sentence, row it returns to)."""
    steps = tuple(
        Step(
            row=row, no=str(row), activities=(text,), performers=(role,),
            decision=Decision(approve_row=None, return_row=back[0], condition="sesuai")
            if back else None,
        )
        for row, (role, text, *back) in enumerate(rows, start=1)
    )  # fmt: skip
    return compile_plan(Procedure(title="Uji", steps=steps))


LETTER = [
    ("Kasubbag", "Memerintahkan Analis untuk menyusun draf SK"),
    ("Analis", "Mengetik draf SK"),
    ("Kasubbag", "Mengoreksi draf SK", 2),
    ("Kabag", "Mengoreksi draf SK", 2),
    ("Pengadministrasi", "Memberi nomor surat"),
    ("Karo", "Menandatangani SK"),
]


def test_who_orders_the_work_made_no_draft_and_all_who_judge_in_a_row_judge_the_same():
    drafts = [step.draft for step in plan(*LETTER).steps]
    assert drafts == [0, 0, 2, 2, 0, 2]


def test_where_no_verb_says_so_it_is_the_last_step_that_judges_nothing():
    told = plan(("PNS", "Mengajukan permohonan"), ("Kabag", "Memeriksa", 1))
    assert [step.draft for step in told.steps] == [0, 1]


def test_a_second_draft_is_judged_by_what_made_it():
    later = [("Kabag", "Menyusun laporan"), ("Karo", "Menyetujui laporan")]
    assert plan(*LETTER, *later).step(8).draft == 7


def test_in_an_sop_of_one_performer_nobody_else_could_judge():
    alone = plan(("Camat", "Menyusun SK"), ("Camat", "Menandatangani SK"))
    assert alone.step(2).draft == 0


def test_what_nobody_made_before_is_no_draft():
    assert plan(("Camat", "Menandatangani SK"), ("Sekcam", "Mengirim SK")).step(1).draft == 0


def test_no_bundled_document_lets_a_role_judge_what_it_drafts(bundled):
    """63 of their steps judge; in each it is another role that drafts."""
    from tatalaksana.core.engine.plan import obstacles

    plans = [compile_plan(one) for one in bundled if not obstacles(one)]
    judging = [(one, step) for one in plans for step in one.steps if step.draft]
    assert len(judging) == 63
    assert all(one.step(step.draft).responsible != step.responsible for one, step in judging)
