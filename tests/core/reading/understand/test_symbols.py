"""The signs of a flow chart, whatever font or keyboard they came from."""

from __future__ import annotations

import pytest

from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import Reading

TABLE = """SOP Peminjaman Ruang Rapat

No\tKegiatan\tPelaksana\t\t\tMutu Baku\t\t\tKet
\t\tStaf\tKepala Seksi\tKepala Bidang\tKelengkapan\tWaktu\tOutput\t
1\tMengerjakan tahap satu\t{0}\t\t\tFormulir\t10 menit\tBerkas\t
2\tMengerjakan tahap dua\t\t\t{0}\tBerkas\t15 menit\tBerkas\t
3\tMengerjakan tahap tiga\t\t{0}\t\tBerkas\t15 menit\tArsip\t
"""
ROW = ("Staf", "Kepala Bidang", "Kepala Seksi")


def table_with(sign: str) -> Reading:
    (reading,) = read(TABLE.format(sign).encode(), "x")
    return reading


@pytest.mark.parametrize(
    "sign",
    ["■", "□", "▭", "⬜", "⬛", "▣", "☐", "☑", "✅", "●", "○", "〇", "√", "✓", "✔", "✗", "✕",
     "v", "V", "x", "X", "o", "O", "[x]", "(v)", "[ ]", "□□", "↓□", "□→", "\uf0fc", "\uf06e"],
)  # fmt: skip
def test_a_sign_in_a_performers_column_marks_the_performer(sign: str) -> None:
    reading = table_with(sign)
    assert [step.performers for step in reading.procedure.steps] == [(name,) for name in ROW]
    assert not any(step.decision for step in reading.procedure.steps)
    assert not [doubt for doubt in reading.doubts if doubt.field == "performers"]


@pytest.mark.parametrize("sign", ["◇", "◆", "◊", "♦", "⬥", "<>", "< >", "\uf075"])
def test_a_diamond_marks_the_performer_of_a_decision(sign: str) -> None:
    steps = table_with(sign).procedure.steps
    assert [step.performers for step in steps] == [(name,) for name in ROW]
    assert [bool(step.decision) for step in steps] == [False, True, True]


@pytest.mark.parametrize("sign", ["→", "↓", "->", "---->", "│", "▼", "▶", "⌂", "⬠", "-", "–", "."])
def test_an_arrow_or_a_page_connector_marks_nobody(sign: str) -> None:
    evidence = table_with(sign).evidence
    assert not [one for one in evidence if one.source == "mark"]


@pytest.mark.parametrize("sign", ["*", "☼", "#"])
def test_a_sign_that_is_no_shape_counts_and_is_doubted(sign: str) -> None:
    reading = table_with(sign)
    assert [step.performers for step in reading.procedure.steps] == [(name,) for name in ROW]
    assert [doubt.row for doubt in reading.doubts if doubt.code == "RD041"] == [1, 2, 3]


def test_the_performers_own_name_in_the_column_marks_the_performer() -> None:
    text = TABLE.format("□").replace("dua\t\t\t□", "dua\t\t\tKepala Bidang")
    (reading,) = read(text.encode(), "x")
    assert reading.procedure.steps[1].performers == ("Kepala Bidang",)
    assert "RD041" not in {doubt.code for doubt in reading.doubts}


def test_a_word_alone_in_a_row_is_what_stood_in_the_symbol_and_is_doubted() -> None:
    text = TABLE.format("□").replace("dua\t\t\t□", "dua\t\t\tverifikasi akhir")
    (reading,) = read(text.encode(), "x")
    assert reading.procedure.steps[1].performers == ("Kepala Bidang",)
    assert [doubt.row for doubt in reading.doubts if doubt.code == "RD041"] == [2]
