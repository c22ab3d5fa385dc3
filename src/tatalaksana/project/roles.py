"""`python -m tatalaksana.project.roles`: one part of an installation on several machines.

Each part keeps nothing of its own: the database, the folder of documents and the secret are the
same for all and come from the environment. `serve` is all parts on one machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile

from tatalaksana.core.base.errors import SettingError, TatalaksanaError
from tatalaksana.project.opening import connect, pending, prepare_database
from tatalaksana.project.stages import stage

NEEDED = {
    "DATABASE_URL": "Alamat PostgreSQL yang dipakai bersama semua mesin.",
    "SECRET_KEY": "Kunci sesi yang sama di semua mesin, paling sedikit 50 huruf acak.",
    "TATALAKSANA_DATA": "Folder dokumen yang dipakai bersama semua mesin.",
}
GRACE = "30"  #: seconds a request gets to end when the web server is asked to stop


def main() -> int:
    """Parse the line and become the part; `tables` brings them up to date and ends."""
    parser = argparse.ArgumentParser(prog="tatalaksana")
    parts = parser.add_subparsers(dest="part", required=True)
    parts.add_parser("tables")
    web = parts.add_parser("web")
    web.add_argument("--bind", required=True)
    web.add_argument("--processes", type=int, required=True)
    web.add_argument("--threads", type=int, required=True)
    parts.add_parser("worker").add_argument("--jobs", type=int, required=True)
    line = parser.parse_args()
    try:
        open_shared()
        if line.part == "tables":
            with stage("Tabel dan berkas statis"):
                prepare_database()
        else:
            refuse_old_tables()
            become(web_server(line) if line.part == "web" else worker(line))
    except TatalaksanaError as wrong:
        sys.stderr.write(f"tatalaksana: {wrong}\n")
        return 2
    return 0


def become(command: list[str]) -> None:
    """Run `command` in this process's place; it does not come back."""
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606 - our own interpreter


def open_shared() -> None:
    """Set Django up by the environment and reach the database.

    Errors: SettingError TL900 when something is not set, or as of `connect`.
    """
    for name, hint in NEEDED.items():
        if not os.environ.get(name):
            raise SettingError(f"{name} belum diisi.", hint=hint)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tatalaksana.project.settings"
    connect()


def refuse_old_tables() -> None:
    """Errors: SettingError TL900 when the tables are older than this program.

    Newer ones are no fault: while an installation is brought up to date, machine by machine, the
    old program goes on with tables that have been widened.
    """
    if missing := pending():
        raise SettingError(
            f"Tabel belum diperbarui: {missing[0]} dan seterusnya.",
            hint="Jalankan dahulu `tatalaksana migrate`, sekali, dari salah satu mesin.",
        )


def web_server(line: argparse.Namespace) -> list[str]:
    """The command line of a web server; its pulse is a file that is on no shared disk."""
    return [
        sys.executable, "-m", "gunicorn", "tatalaksana.project.wsgi:application",
        "--bind", line.bind, "--workers", str(line.processes), "--threads", str(line.threads),
        "--worker-tmp-dir", tempfile.gettempdir(), "--log-level", "warning",
        "--graceful-timeout", GRACE, "--no-control-socket",
    ]  # fmt: skip


def worker(line: argparse.Namespace) -> list[str]:
    """The command line of a worker."""
    return [
        sys.executable, "-m", "django", "procrastinate", "worker",
        "--concurrency", str(line.jobs),
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
