"""A demo of its own for a test that harms it."""

import os
from collections.abc import Iterator

import pytest

from tests.live.server import Demo


@pytest.fixture
def demo(tmp_path) -> Iterator[Demo]:
    for above in (tmp_path, *tmp_path.parents):  # PostgreSQL may run as another user
        if above.stat().st_uid == os.getuid() and str(above) != "/":
            above.chmod(above.stat().st_mode | 0o011)
    running = Demo(tmp_path / "data")
    running.start()
    yield running
    if running.process.poll() is None:
        running.stop()
