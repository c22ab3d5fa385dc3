"""The demo as a process of its own, on a free port and in a folder of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def own_environment() -> dict[str, str]:
    """The environment without what the test run set for itself."""
    kept = ("DATABASE_URL", "TATALAKSANA_DATA", "SECRET_KEY", "DJANGO_SETTINGS_MODULE")
    return {name: text for name, text in os.environ.items() if name not in kept}


@dataclass
class Demo:
    """A running demo."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def password(self) -> str:
        return (self.folder / "password").read_text("utf-8").strip()

    @property
    def log(self) -> Path:
        return self.folder.parent / f"{self.folder.name}.log"

    def start(self, seconds: float = 120) -> None:
        """Start, and return when the accounts have been printed."""
        line = [sys.executable, "-m", "tatalaksana.project.demo"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*line, "--port", str(self.port), "--data", str(self.folder)],
                stdout=log,
                stderr=subprocess.STDOUT,
                env=own_environment(),
                text=True,
                start_new_session=True,
            )
        end = time.monotonic() + seconds
        while "Kata sandi" not in self.log.read_text("utf-8"):
            assert self.process.poll() is None, self.log.read_text("utf-8")
            assert time.monotonic() < end, self.log.read_text("utf-8")
            time.sleep(0.1)

    def stop(self) -> int:
        """Stop as Ctrl-C does, and return the exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

    def healthy(self) -> bool:
        """Whether the application and its database answer."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False
