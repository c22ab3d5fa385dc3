"""`python -m tatalaksana.project.verify`: recompute every chain; exit 1 when one is broken."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine.anchors import Anchor, AnchorUnreadable, anchor_from, anchors_in
from tatalaksana.project.backup_file import manifest_in
from tatalaksana.project.opening import office_open
from tatalaksana.project.stages import say

if TYPE_CHECKING:
    from tatalaksana.apps.cases.models import Case
    from tatalaksana.apps.office.models import Agency


def main() -> int:
    """Parse the line and verify."""
    parser = argparse.ArgumentParser(prog="tatalaksana verify")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--anchor",
        type=Path,
        metavar="BERKAS",
        help="jangkar yang disimpan di tempat lain: salinan anchors/*.jsonl, atau berkas cadangan",
    )
    parser.add_argument(
        "--files", action="store_true", help="bandingkan juga isi setiap dokumen berkas di disk"
    )
    line = parser.parse_args()
    try:
        anchors = anchors_kept_in(line.anchor) if line.anchor else None
        with office_open(line.data.resolve()):
            return verify(anchors, files=line.files)
    except (TatalaksanaError, OSError) as wrong:
        sys.stderr.write(f"tatalaksana: {wrong}\n")
        return 2


@dataclass(frozen=True, slots=True)
class Kept:
    """A file with anchors: of which agencies, and how to read those of one, never all at once."""

    agencies: frozenset[int]
    read: Callable[[], Iterator[Anchor]]

    def of(self, agency: int) -> Iterator[Anchor] | None:
        """The anchors of one agency; None when there are none."""
        if agency not in self.agencies:
            return None
        return (one for one in self.read() if one.agency == agency)


def anchors_kept_in(file: Path) -> Kept:
    """The anchors in a backup, or in a file of lines.

    Errors: AnchorUnreadable TL902 when there is none in it; BackupRefused TL901; OSError.
    """
    manifest = manifest_in(file)
    told = () if manifest is None else manifest.get("anchors", ())

    def read() -> Iterator[Anchor]:
        if manifest is not None:
            yield from map(anchor_from, told)
            return
        with file.open(encoding="utf-8", errors="replace") as lines:
            yield from anchors_in(lines)

    agencies = frozenset(one.agency for one in read())
    if not agencies:
        raise AnchorUnreadable(f"Tidak ada jangkar di {file}.", hint="Pakai salinan lain.")
    return Kept(agencies, read)


def verify(anchors: Kept | None = None, *, files: bool = False) -> int:
    """Print every fault; 1 when there is one. Without `anchors` those of the data folder count."""
    from tatalaksana.apps.office.queries import agencies  # noqa: PLC0415
    from tatalaksana.apps.shared.agency import acting_for  # noqa: PLC0415

    found = 0
    for agency in agencies():
        with acting_for(agency.pk):
            for case, fault in faults_in(agency, anchors, files=files):
                found += 1
                where = f"{case.number:04d}/{agency.code}/{case.year}" if case else agency.code
                say(f"  {where}: {fault}")
            say_last_anchor(agency)
    say(f"  {found} rantai rusak." if found else "  Semua rantai peristiwa utuh.")
    return int(found > 0)


def faults_in(
    agency: Agency, anchors: Kept | None, *, files: bool
) -> Iterator[tuple[Case | None, str]]:
    """Every fault of one agency."""
    from tatalaksana.apps.cases.proofs.anchored import faults_of_kept_anchors  # noqa: PLC0415
    from tatalaksana.apps.cases.proofs.papers import faults_of_files  # noqa: PLC0415
    from tatalaksana.apps.cases.verification import faults_of_agency  # noqa: PLC0415

    yield from faults_of_agency(agency.pk)
    if files:
        yield from faults_of_files(agency.pk)
    kept = anchors.of(agency.pk) if anchors else None
    yield from faults_of_kept_anchors(agency.pk, agency.code, kept)


def say_last_anchor(agency: Agency) -> None:
    """Print the last anchor: whoever keeps the line on paper can prove the chains later."""
    from tatalaksana.apps.cases.anchors import last_anchor  # noqa: PLC0415

    last = last_anchor(agency.pk)
    if last is not None:
        at = last.at.isoformat(timespec="seconds")
        say(f"  Jangkar terakhir {agency.code}: nomor {last.number}, {at}, {last.digest}")


if __name__ == "__main__":
    sys.exit(main())
