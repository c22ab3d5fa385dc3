"""`python -m tatalaksana.project.serving`: serve an office's own installation."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tatalaksana.project.serve import serve
from tatalaksana.project.stages import say


def main() -> int:
    """Parse the line and serve."""
    parser = argparse.ArgumentParser(prog="tatalaksana serve")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--data", type=Path, required=True)
    line = parser.parse_args()
    say("Tatalaksana")
    return serve(
        line.port,
        line.data,
        fill=lambda: None,
        welcome=lambda: say(f"\n  http://localhost:{line.port} – Ctrl-C menghentikan."),
    )


if __name__ == "__main__":
    sys.exit(main())
