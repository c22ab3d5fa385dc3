"""`python -m tatalaksana.project.new_office`: make an agency and its first keeper."""

from __future__ import annotations

import argparse
import secrets
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tatalaksana.core.base.errors import SettingError, TatalaksanaError
from tatalaksana.project.opening import office_open
from tatalaksana.project.stages import say


def main() -> int:
    """Parse the line, make the agency, print the first password once."""
    parser = argparse.ArgumentParser(prog="tatalaksana new-office")
    for name in ("agency", "code", "unit", "position", "name", "username", "zone"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--data", type=Path, required=True)
    line = parser.parse_args()
    password = secrets.token_urlsafe(12)
    try:
        with office_open(line.data.resolve()):
            make(line, password)
    except TatalaksanaError as wrong:
        sys.stderr.write(f"tatalaksana: {wrong}\n")
        return 2
    say(f"\n  {line.agency} siap. Masuk sebagai {line.username.lower()}")
    say(f"  dengan kata sandi {password}; kata sandi sendiri dipilih saat masuk pertama kali.")
    return 0


def make(line: argparse.Namespace, password: str) -> None:
    """Make agency, unit, position and person in one transaction."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415 - Django is set up now
    from django.db import IntegrityError, transaction  # noqa: PLC0415

    from tatalaksana.apps.office.seeding import (  # noqa: PLC0415
        Seat,
        make_agency,
        make_unit,
        seat_people,
    )
    from tatalaksana.apps.shared.agency import acting_for  # noqa: PLC0415

    try:
        with transaction.atomic():
            agency = make_agency(line.agency, line.code.upper(), line.zone)
            with acting_for(agency):
                unit = make_unit(agency, line.unit, None)
                keeps = frozenset({"procedures", "office"})
                seat = Seat(unit=unit, name=line.position, keeps=keeps)
                person = (line.username.lower(), line.name)
                today = datetime.now(ZoneInfo(line.zone)).date()
                seat_people(agency, seat, [person], make_password(password), today, one_time=True)
    except IntegrityError as taken:
        raise SettingError(
            "Kode instansi atau nama pengguna sudah dipakai.", hint="Pilih yang lain."
        ) from taken


if __name__ == "__main__":
    sys.exit(main())
