"""A few rounds of `python -m bench kills`; and its books see what is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.live.server import own_environment

ROOT = Path(__file__).parents[2]
ROUNDS = 25
#: one for each falsification, in their order
SEEN = (
    "with two bodies",
    "told to no webhook",
    "tidak cocok dengan sidik jarinya",
    "hilang",
    "not one open task",
    "a number is missing",
    "a number is missing",
    "stands in no case",
    "was acknowledged and is None",
    "is not on the disk",
    "nobody was told",
)


def python(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=own_environment() | {"PYTHONPATH": str(ROOT / "src")},
        timeout=900,
    )


def test_an_office_harmed_at_random_moments_loses_no_step_and_does_none_twice():
    seed = os.environ.get("KILL_SEED", "20261121")
    told = python("bench.kills", "--rounds", ROUNDS, "--seed", seed)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "no step lost, none twice, all chains whole" in told.stdout


def test_the_books_see_whatever_is_falsified(tmp_path):
    for above in (tmp_path, *tmp_path.parents):  # PostgreSQL may run as another user
        if above.stat().st_uid == os.getuid() and str(above) != "/":
            above.chmod(above.stat().st_mode | 0o011)
    (tmp_path / "data").mkdir()
    told = python("bench.killing.sabotage", tmp_path / "data")
    honest, *false = [line for line in told.stdout.splitlines() if line[:6] in ("honest", "false:")]
    assert honest == "honest: [] []", told.stdout + told.stderr
    verified = [line for line in told.stdout.splitlines() if line.startswith("verified:")]
    assert verified[0] == "verified: []", told.stdout
    assert "tidak sama dengan peristiwanya" in verified[1], told.stdout
    assert len(false) == len(SEEN), told.stdout + told.stderr
    for seen, line in zip(SEEN, false, strict=True):
        assert seen in line, line
