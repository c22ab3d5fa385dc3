"""Fill the demo libraries: the bundled documents through the product's own import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tatalaksana.apps.library.actions.bind_role import bind_role
from tatalaksana.apps.library.actions.import_document import import_document
from tatalaksana.apps.library.actions.put_in_force import put_in_force
from tatalaksana.apps.library.queries import content_of
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.core.base.errors import SettingError, TatalaksanaError
from tatalaksana.project.demo.offices import Office

DOCUMENTS = Path(__file__).parents[4] / "data" / "seeds"


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of an office's document."""

    in_force: tuple[int, ...]  #: the versions that run
    left: tuple[str, ...]  #: why the others do not yet, one sentence each


def fill_library(office: Office, now: datetime) -> Filled:
    """Import the office's document, confirm the positions it knows, put all in force."""
    file = DOCUMENTS / office.document
    if not file.exists():
        raise SettingError(
            f"Dokumen contoh {file.name} tidak ditemukan.",
            hint="Jalankan kantor contoh dari dalam klona repositori.",
        )
    in_force, left = [], []
    with acting_for(office.agency):
        for version in import_document(
            office.keeper,
            unit=office.library_unit,
            name=file.name,
            data=file.read_bytes(),
            now=now,
        ):
            for role in content_of(version).performers:
                if role in office.roles:
                    bind_role(
                        office.keeper,
                        version=version.pk,
                        role=role,
                        position=office.roles[role],
                        now=now,
                    )
            try:
                put_in_force(office.keeper, version=version.pk, now=now)
            except TatalaksanaError as why:
                left.append(str(why))
            else:
                in_force.append(version.pk)
    return Filled(tuple(in_force), tuple(left))
