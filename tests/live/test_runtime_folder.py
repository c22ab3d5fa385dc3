"""The server of a folder whose path is too long for a socket ends without leaving a lock behind."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tatalaksana.project import postgres

LOOK = """import sys
from pathlib import Path
from tatalaksana.project import postgres
print(postgres.is_running(Path(sys.argv[1])))
"""


def test_a_server_that_others_looked_for_takes_its_lock_away_when_it_ends(tmp_path):
    """As root it runs as a user of its own, for whom the way to the lock must stay open."""
    for above in (tmp_path, *tmp_path.parents[:2]):
        above.chmod(above.stat().st_mode | 0o011)
    folder = tmp_path / ("panjang" * 12) / "postgres"
    folder.parent.mkdir()
    folder.parent.chmod(0o755)
    address = postgres.start(folder)
    where = Path(parse_qs(urlsplit(address).query)["host"][0])
    assert "panjang" not in str(where), "the socket lies elsewhere"
    assert list(where.glob(".s.PGSQL*"))
    looked = subprocess.run(
        [sys.executable, "-c", LOOK, str(folder)], capture_output=True, text=True, check=True
    )
    assert looked.stdout.strip() == "True"
    postgres.stop(folder)
    assert not list(where.glob(".s.PGSQL*"))
