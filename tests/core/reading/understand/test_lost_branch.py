"""A branch that no symbol and no sentence tells is not invented; the analyst is asked."""

from tatalaksana.core.reading.read import read

TABLE = """\
SOP {title}

No\tKegiatan\tPelaksana\t\tMutu Baku\t\t
\t\tPemohon\tPengelola\tKelengkapan\tWaktu\tOutput
1\tMengajukan berkas kelengkapan\t□\t\tBerkas\t5 Menit\tBerkas
2\tMemeriksa kelengkapan berkas; membuat surat pengajuan\t{marks}\tBerkas\t10 Menit\tSurat
3\tMengarsipkan surat\t\t□\tSurat\t5 Menit\tArsip
"""


def test_the_same_step_in_a_sibling_makes_a_doubt_and_no_branch():
    text = (
        TABLE.format(title="Kenaikan Pangkat", marks="\t◇")
        + "\n"
        + TABLE.format(title="Kenaikan Gaji", marks="\t")
    )
    first, second = read(text.encode(), "dua.txt")
    assert first.procedure.steps[1].decision is not None
    assert second.procedure.steps[1].decision is None
    told = {doubt.code: doubt for doubt in second.doubts}
    assert told["RD023"].row == 2
    assert "kelengkapan berkas" in told["RD023"].what
    assert "RD023" not in {doubt.code for doubt in first.doubts}
