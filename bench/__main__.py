"""`python -m bench [NAME …]`: run every bench, or those named, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run the benches one after the other; the exit code is 1 when a bar was missed."""
    names = sys.argv[1:] or sorted(
        file.stem for file in Path(__file__).parent.glob("[a-z]*.py") if file.stem != "machine"
    )
    missed = [
        name
        for name in names
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode
    ]
    if missed:
        print(f"bars missed: {', '.join(missed)}")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
