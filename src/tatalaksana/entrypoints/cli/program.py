"""Commands that need the whole application become a process of their own.

The command line itself runs without Django; these say so when it is missing.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

from tatalaksana.core.base.errors import SettingError


def become(module: str, *arguments: str) -> int:
    """Run `python -m module arguments` in this process's place; it does not come back.

    Errors: SettingError TL900 when only the command line is installed.
    """
    if find_spec("django") is None:
        raise SettingError(
            "Aplikasi web belum terpasang.",
            hint="Jalankan `make demo` di folder proyek, atau pasang tatalaksana[office].",
        )
    os.execv(sys.executable, [sys.executable, "-m", module, *arguments])  # noqa: S606
