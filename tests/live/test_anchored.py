"""Somebody who owns the database rewrites a case; what lies outside the database tells of it."""

import shutil
import subprocess
import sys
from dataclasses import replace

import psycopg

from tatalaksana.core.engine.events import chained
from tests.live.client import Client
from tests.live.office import EVENTS, address_of, event_of, rows, version_of
from tests.live.server import own_environment
from tests.live.test_backup import command

NIGHT = """
from pathlib import Path
from tatalaksana.project.opening import office_open
with office_open(Path({folder!r})):
    from tatalaksana.entrypoints.jobs.tasks import anchor_chains
    anchor_chains(0)
"""
LAST = "select case_id, max(seq) from cases_event group by 1 order by 2 desc, 1 desc limit 1"


def night(demo):
    """What the worker does each night, now."""
    line = [sys.executable, "-c", NIGHT.format(folder=str(demo.folder))]
    subprocess.run(line, check=True, env=own_environment(), timeout=120)


def one_step(demo):
    client = Client(demo.url).sign_in("umum.lumajang", demo.password)
    path = f"/berkas/mulai/{version_of(demo.folder, 'Surat Masuk')}/"
    client.open(path, client.form(path) | {"title": "Surat"})
    task = client.tasks()[-1]
    form = client.form(f"/tugas/{task}/")
    client.open(f"/tugas/{task}/selesai/", form | {"jawaban": "finish"})


def rewrite(demo):
    """The last event of a case says something else, and every hash fits again."""
    ((case, seq),) = rows(demo.folder, LAST)
    *_, before, last = (event_of(row) for row in rows(demo.folder, EVENTS, [case]))
    with psycopg.connect(address_of(demo.folder)) as database:
        database.execute("alter table cases_event disable trigger append_only")
        place = "where case_id = %s and seq = %s"
        database.execute(f"update cases_event set reason = 'Lain' {place}", (case, seq))
        digest = chained(before.hash, replace(last, reason="Lain"))
        database.execute(f"update cases_event set hash = %s {place}", (digest, case, seq))
        database.execute("update cases_case set head = %s where id = %s", (digest, case))
    assert last.hash != digest


def test_an_anchor_in_a_backup_or_a_copy_tells_what_the_database_cannot(demo, tmp_path):
    one_step(demo)
    night(demo)
    anchors = demo.folder / "files" / "anchors" / "LUMAJANG.jsonl"
    copy, backup = tmp_path / "salinan.jsonl", tmp_path / "kantor.zip"
    shutil.copy(anchors, copy)
    assert command("backup", backup, "--data", demo.folder).returncode == 0
    for source in (copy, backup):
        whole = command("verify", "--data", demo.folder, "--anchor", source, "--files")
        assert whole.returncode == 0, whole.stdout + whole.stderr
        assert "Jangkar terakhir LUMAJANG: nomor 1" in whole.stdout
    rewrite(demo)
    anchors.unlink()
    for source in (copy, backup):
        found = command("verify", "--data", demo.folder, "--anchor", source)
        assert (found.returncode, "angkar" in found.stdout) == (1, True), found.stdout
    none = tmp_path / "kosong.jsonl"
    none.write_text("bukan jangkar\n")
    refused = command("verify", "--data", demo.folder, "--anchor", none)
    assert (refused.returncode, "Jangkar" in refused.stderr) == (2, True), refused.stderr
