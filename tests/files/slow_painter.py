"""A drawing process that starts another one, tells its number, and waits for it."""

import subprocess
import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":
    helper = subprocess.Popen(["sleep", "60"], cwd=tempfile.mkdtemp())
    Path(sys.argv[3]).write_text(str(helper.pid), "ascii")
    helper.wait()
