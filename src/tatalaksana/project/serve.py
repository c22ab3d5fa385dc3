"""Serve the application on one machine: web server and worker together, stopped together."""

from __future__ import annotations

import ctypes
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from tatalaksana.core.base.errors import SettingError, TatalaksanaError
from tatalaksana.project.opening import office_open
from tatalaksana.project.stages import say, stage

NEEDED_DISK = 500 * 1024 * 1024  #: bytes: database, files, logs of a small office
PATIENCE = 15  #: seconds a process gets to end what it is doing
HOST = "127.0.0.1"
PR_SET_PDEATHSIG = 1  #: linux/prctl.h


def check_machine(port: int, folder: Path) -> None:
    """Errors: SettingError TL900 when the port is taken or the disk is full."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as taken:
            raise SettingError(
                f"Porta {port} sedang dipakai program lain.",
                hint="Hentikan program itu, atau pilih porta lain dengan --port 8001 "
                "(make demo PORT=8001).",
            ) from taken
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if free < NEEDED_DISK:
        raise SettingError(
            f"Disk hampir penuh: tersisa {free // 1024 // 1024} MB di {folder}.",
            hint=f"Sediakan paling sedikit {NEEDED_DISK // 1024 // 1024} MB.",
        )


def processes(port: int) -> tuple[list[str], ...]:
    """The command lines of web server and worker."""
    web = [
        sys.executable, "-m", "gunicorn", "tatalaksana.project.wsgi:application",
        "--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "4",
        "--worker-tmp-dir", os.environ["TATALAKSANA_DATA"], "--log-level", "warning",
        "--graceful-timeout", str(PATIENCE - 5), "--no-control-socket",
    ]  # fmt: skip
    cores = str(os.cpu_count() or 1)  # a folder of documents is read on all of them
    worker = [sys.executable, "-m", "django", "procrastinate", "worker", "--concurrency", cores]
    return web, worker


def listen_for_signals() -> list[int]:
    """The signals that came: Ctrl-C, the end of the session, a closed terminal."""
    stopping: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        stopping.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, note)
    return stopping


def end_with_parent() -> None:
    """Let the kernel end this child when its parent is killed (Linux; elsewhere it lives on)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def run_until_stopped(
    commands: tuple[list[str], ...], ready: Callable[[], None], stopping: Sequence[int]
) -> int:
    """Run `commands` until a signal or the end of one of them; then end all of them."""
    # Own process groups: Ctrl-C reaches us alone, and we end the others in order.
    running = [
        subprocess.Popen(line, start_new_session=True, preexec_fn=end_with_parent)  # noqa: S603, PLW1509 - one thread
        for line in commands
    ]
    try:
        ready()
        while not stopping and all(process.poll() is None for process in running):
            time.sleep(0.2)
    finally:
        for process in running:
            if process.poll() is None:
                process.terminate()
        for process in running:
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
    return 0 if stopping else 1


def wait_for_web(port: int, seconds: float = 60) -> None:
    """Return when the application answers. Errors: SettingError TL900 when it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        asked = http.client.HTTPConnection(HOST, port, timeout=5)
        try:
            asked.request("GET", "/healthz", headers={"Host": "localhost"})
            if asked.getresponse().status < http.client.INTERNAL_SERVER_ERROR:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            asked.close()
    raise SettingError("Server web tidak menjawab.", hint="Lihat pesan galat di atas.")


def serve(port: int, folder: Path, fill: Callable[[], None], welcome: Callable[[], None]) -> int:
    """Start everything, `fill` the database, serve, and stop everything cleanly."""
    folder = folder.resolve()
    stopping = listen_for_signals()
    try:
        check_machine(port, folder)
        with office_open(folder, serving=True):
            fill()

            def ready() -> None:
                with stage("Server web dan pekerja"):
                    wait_for_web(port)
                welcome()

            code = run_until_stopped(processes(port), ready, stopping)
    except TatalaksanaError as wrong:
        sys.stderr.write(f"\ntatalaksana: {wrong}\n")
        return 2
    say("Berhenti. Data tetap tersimpan.")
    return code
