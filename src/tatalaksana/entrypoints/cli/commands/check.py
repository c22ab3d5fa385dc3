"""`tatalaksana check`: what is wrong with a document, where, by which rule, how to mend it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tatalaksana.core.base.errors import SettingError
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.run import all_checks, fix, run_checks
from tatalaksana.core.procedure.exchange import plain
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.entrypoints.cli.command import Command
from tatalaksana.entrypoints.cli.document import HELP, add_limits, procedures_in

FOUND = 1  #: exit code: done, and something was found
ROUNDS = 5  #: a mend may lay bare another ("kpd kepada"); more rounds than words in a row
WEIGHTS = {Weight.ERROR: "salah", Weight.WARNING: "peringatan", Weight.NOTE: "catatan"}
WIDEST = max(map(len, WEIGHTS.values()))
Checked = list[tuple[Procedure, tuple[Finding, ...]]]


def arguments(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", metavar="BERKAS", help=HELP)
    parser.add_argument("--json", action="store_true", help="cetak temuan sebagai JSON")
    parser.add_argument(
        "--fix", action="store_true", help="perbaiki yang pasti; cetak hasilnya sebagai JSON"
    )
    parser.add_argument("-o", "--output", metavar="BERKAS", help="tempat hasil --fix")
    parser.add_argument("--only", metavar="ID,…", default="", help="hanya pemeriksaan ini")
    parser.add_argument("--silence", metavar="ID,…", default="", help="tanpa pemeriksaan ini")
    add_limits(parser)


def run(line: Namespace) -> int:
    """Check the document; 0 when nothing is wrong, 1 when something is."""
    if line.output and not line.fix:
        raise SettingError("-o hanya berlaku bersama --fix.", hint="Tambahkan --fix.")
    checks = chosen(line.only, line.silence)
    procedures = procedures_in(line)
    if line.fix:
        procedures = mended(procedures, checks)
        write(procedures, line.output)
    checked = check(procedures, checks)
    out = sys.stderr if line.fix else sys.stdout
    if line.json and not line.fix:
        found = [
            {"title": one.title, "findings": [f.plain() for f in all_]} for one, all_ in checked
        ]
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        print("\n".join(report(checked)), file=out)
    return FOUND if any(found for _, found in checked) else 0


def chosen(only: str, silence: str) -> tuple[Check, ...]:
    """The checks to ask. Errors: SettingError TL900 naming an id that no check has."""
    wanted, unwanted = ids(only), ids(silence)
    known = {id_ for check in all_checks() for id_ in (check.id, *check.formerly)}
    for id_ in sorted((wanted | unwanted) - known):
        raise SettingError(
            f"Tidak ada pemeriksaan bernomor {id_}.", hint="Nomor-nomornya ada di docs/checks.md."
        )
    return tuple(
        check
        for check in all_checks()
        if (not wanted or wanted & {check.id, *check.formerly})
        and not unwanted & {check.id, *check.formerly}
    )


def ids(text: str) -> set[str]:
    """The ids of a comma-separated list, in capitals."""
    return {part.strip().upper() for part in text.split(",") if part.strip()}


def check(procedures: list[Procedure], checks: Iterable[Check]) -> Checked:
    """Each procedure with its findings; the others of the file are its siblings."""
    asked = tuple(checks)
    return [
        (one, run_checks(one, Surroundings(siblings=others(procedures, at)), asked))
        for at, one in enumerate(procedures)
    ]


def others(procedures: list[Procedure], at: int) -> tuple[Procedure, ...]:
    """All procedures but one."""
    return tuple(procedures[:at] + procedures[at + 1 :])


def mended(procedures: list[Procedure], checks: Iterable[Check]) -> list[Procedure]:
    """The procedures with every certain mend, told on standard error one by one."""
    asked = tuple(checks)
    for _ in range(ROUNDS):
        checked = check(procedures, asked)
        certain = [(one, [f for f in found if f.fix]) for one, found in checked]
        if not any(found for _, found in certain):
            break
        for one, found in certain:
            for finding in found:
                print(f"diperbaiki: {one.title}: {told(finding)}", file=sys.stderr)
        procedures = [fix(one, found) for one, found in certain]
    return procedures


def write(procedures: list[Procedure], output: str | None) -> None:
    """Print the procedures in the exchange format, or write them to a file."""
    text = json.dumps([plain(one) for one in procedures], ensure_ascii=False, indent=1)
    if output:
        Path(output).write_text(text + "\n", "utf-8")
    else:
        print(text)


def report(checked: Checked) -> Iterator[str]:
    """The lines a person reads: each procedure with its findings, then the counts."""
    for number, (procedure, found) in enumerate(checked, start=1):
        yield f"SOP {number}/{len(checked)}: {procedure.title or '(tanpa nama)'}"
        for finding in found:
            yield f"  {WEIGHTS[finding.weight]:<{WIDEST}}  {told(finding)}"
            yield f"  {'':<{WIDEST}}  → {finding.hint} [{finding.check}]"
        if not found:
            yield "  Tidak ada temuan."
        yield ""
    yield counts([finding for _, found in checked for finding in found], len(checked))


def told(finding: Finding) -> str:
    """One finding in one line: place and what is wrong."""
    return f"{finding.place}: {finding.what}"


def counts(found: list[Finding], procedures: int) -> str:
    """The closing line."""
    if not found:
        return f"{procedures} SOP diperiksa, tidak ada temuan."
    weights = Counter(finding.weight for finding in found)
    parts = ", ".join(f"{weights[weight]} {word}" for weight, word in WEIGHTS.items())
    certain = sum(finding.fix is not None for finding in found)
    mendable = f"; {certain} dapat diperbaiki dengan --fix" if certain else ""
    return f"{procedures} SOP diperiksa, {len(found)} temuan: {parts}{mendable}."


COMMAND = Command(
    name="check",
    summary="Periksa dokumen SOP: apa yang salah, menurut aturan apa, dan perbaikannya.",
    arguments=arguments,
    run=run,
)
