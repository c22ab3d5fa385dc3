"""One server a folder, stopped whole however it is stopped."""

import signal
import subprocess
import sys
import time

import psutil

from tests.live.server import free_port, own_environment


def gone(demo, seconds=15):
    """Whether nothing of the demo runs any more within `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        mine = [
            process
            for process in psutil.process_iter(["cmdline"])
            if str(demo.folder) in " ".join(process.info["cmdline"] or ())
        ]
        if not mine and not demo.healthy():
            return True
        time.sleep(0.2)
    return False


def test_stopping_whole(demo):
    """A second start is refused, a check joins in, and a closed terminal stops all of it."""
    line = [sys.executable, "-m"]
    data = ["--data", str(demo.folder)]
    second = subprocess.run(
        [*line, "tatalaksana.project.demo", "--port", str(free_port()), *data],
        capture_output=True,
        text=True,
        check=False,
        env=own_environment(),
    )
    assert second.returncode == 2
    assert "sedang dijalankan" in second.stderr
    check = subprocess.run(
        [*line, "tatalaksana.project.verify", *data],
        capture_output=True,
        text=True,
        check=False,
        env=own_environment(),
    )
    assert (check.returncode, demo.healthy()) == (0, True), check.stderr
    assert "utuh" in check.stdout
    demo.process.send_signal(signal.SIGHUP)
    demo.process.wait(60)
    assert gone(demo)


def test_a_killed_parent_leaves_no_web_server_behind(demo):
    demo.process.kill()
    demo.process.wait()
    end = time.monotonic() + 15
    while demo.healthy() and time.monotonic() < end:
        time.sleep(0.2)
    assert not demo.healthy()
    demo.start()
    assert demo.healthy()
    assert demo.stop() == 0
    assert gone(demo)
