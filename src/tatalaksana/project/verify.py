"""`python -m tatalaksana.project.verify`: recompute every chain; exit 1 when one is broken."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.project.opening import office_open
from tatalaksana.project.stages import say


def main() -> int:
    """Parse the line and verify."""
    parser = argparse.ArgumentParser(prog="tatalaksana verify")
    parser.add_argument("--data", type=Path, required=True)
    line = parser.parse_args()
    try:
        with office_open(line.data.resolve()):
            return verify()
    except TatalaksanaError as wrong:
        sys.stderr.write(f"tatalaksana: {wrong}\n")
        return 2


def verify() -> int:
    """Print every fault; 1 when there is one."""
    from tatalaksana.apps.cases.verification import faults_of_agency  # noqa: PLC0415
    from tatalaksana.apps.office.queries import agencies  # noqa: PLC0415
    from tatalaksana.apps.shared.agency import acting_for  # noqa: PLC0415

    found = 0
    for agency in agencies():
        with acting_for(agency.pk):
            for case, fault in faults_of_agency(agency.pk):
                found += 1
                say(f"  {case.number:04d}/{agency.code}/{case.year}: {fault}")
    say(f"  {found} rantai rusak." if found else "  Semua rantai peristiwa utuh.")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
