"""`python -m bench [NAME …] [ARGUMENT …]`: run every bench, or those named, each in a process.

What names no bench is handed to them: `python -m bench real FOLDER`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run the benches one after the other; the exit code is 1 when a bar was missed."""
    known = sorted(
        file.stem for file in Path(__file__).parent.glob("[a-z]*.py") if file.stem != "machine"
    )
    names = [name for name in sys.argv[1:] if name in known] or known
    handed = [one for one in sys.argv[1:] if one not in known]
    missed = [
        name
        for name in names
        if subprocess.run([sys.executable, "-m", f"bench.{name}", *handed], check=False).returncode
    ]
    if missed:
        print(f"bars missed: {', '.join(missed)}")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
