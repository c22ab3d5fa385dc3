"""`python -m tatalaksana.project.demo`: fill the demo offices once, then serve them."""

from __future__ import annotations

import argparse
import secrets
import sys
from pathlib import Path

from tatalaksana.project.opening import kept_text
from tatalaksana.project.serve import serve
from tatalaksana.project.stages import say, stage

WORDS = ("sawah", "gunung", "sungai", "kelapa", "rotan", "pandan", "jati", "melati", "kenari")


def main() -> int:
    """Parse the line and serve."""
    parser = argparse.ArgumentParser(prog="tatalaksana demo")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--data", type=Path, required=True)
    line = parser.parse_args()
    folder: Path = line.data.resolve()
    password = folder / "password"

    def fill() -> None:
        fill_once(kept_text(password, new_password))

    def welcome() -> None:
        greet(line.port, kept_text(password, new_password))

    say("Tatalaksana: kantor contoh")
    return serve(line.port, folder, fill, welcome)


def new_password() -> str:
    """A password that can be typed on a phone; new for each installation."""
    chosen = "-".join(secrets.choice(WORDS) for _ in range(3))
    return f"{chosen}-{secrets.randbelow(90) + 10}"


def fill_once(password: str) -> None:
    """Make offices, libraries and cases, all in one transaction, unless they are there."""
    from django.db import transaction  # noqa: PLC0415 - after Django is set up
    from django.utils import timezone  # noqa: PLC0415

    from tatalaksana.apps.office.seeding import is_empty  # noqa: PLC0415
    from tatalaksana.project.demo.cases import start_cases  # noqa: PLC0415
    from tatalaksana.project.demo.library import fill_library  # noqa: PLC0415
    from tatalaksana.project.demo.offices import make_offices  # noqa: PLC0415

    if not is_empty():
        return
    now = timezone.now()
    with transaction.atomic():
        with stage("Lima kantor dan orang-orangnya"):
            offices = make_offices(password)
        filled = {}
        for office in offices:
            with stage(f"Membaca {office.document}"):
                filled[office.code] = fill_library(office, now)
        with stage("Beberapa berkas berjalan"):
            for office in offices:
                start_cases(office, filled[office.code].in_force, now)
    say(f"  {sum(len(one.in_force) for one in filled.values())} prosedur berlaku.")
    for one in filled.values():
        for why in one.left:
            say(f"  Belum berlaku: {why}")


def greet(port: int, password: str) -> None:
    """Print where to go and who may sign in."""
    from tatalaksana.project.demo.offices import table  # noqa: PLC0415

    say("")
    for agency in table():
        say(f"  {agency['name']}")
        for position in agency["position"]:
            for person in position["people"]:
                user, name = (part.strip() for part in person.split("="))
                say(f"    {user:24} {name}, {position['name']}")
    say("")
    say(f"  Buka http://localhost:{port}")
    say(f"  Kata sandi semua akun di atas: {password}")
    say("  Ctrl-C menghentikan semuanya; data tetap tersimpan.")


if __name__ == "__main__":
    sys.exit(main())
