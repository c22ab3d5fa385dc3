"""`python -m tatalaksana.project.translations`: collect the doors' sentences, compile the English.

The sentences (msgids) are formal Bahasa Indonesia and stand in the pages; English stands in
web/locale/en. Collecting needs the program xgettext, which developers have; compiling needs
nothing, and what it writes is kept in the repository, so that an installation needs neither.
"""

from __future__ import annotations

import ast
import os
import shutil
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import makemessages

from tatalaksana.project.stages import say

PACKAGE = Path(__file__).parents[1]
WEB = PACKAGE / "entrypoints" / "web"
CATALOGUE = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
MAGIC = 0x950412DE  #: of a .mo file, little endian; source: GNU gettext manual, "MO Files"
HEADER_BYTES = 28
CONTEXT_END, PLURAL_END = "\x04", "\0"


@dataclass
class Entry:
    """One sentence and its translation; a plural has several of both."""

    context: str | None = None
    ids: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    fuzzy: bool = False

    @property
    def complete(self) -> bool:
        """Whether every form is translated and confirmed."""
        return bool(self.texts) and all(self.texts) and not self.fuzzy

    @property
    def key(self) -> str:
        """The sentence as a .mo file looks it up."""
        before = "" if self.context is None else self.context + CONTEXT_END
        return before + PLURAL_END.join(self.ids)


def entries(catalogue: str) -> Iterator[Entry]:
    """The entries of a .po text, the header (the sentence "") first. Obsolete ones are left out."""
    entry, target = Entry(), [""]
    for line in [*catalogue.splitlines(), ""]:
        if not line.strip():
            if entry.ids:
                yield entry
            entry = Entry()
        elif line.startswith("#"):
            entry.fuzzy = entry.fuzzy or (line.startswith("#,") and "fuzzy" in line)
        elif line.startswith('"'):
            target[-1] += ast.literal_eval(line)
        else:
            keyword, text = line.split(" ", 1)
            if keyword == "msgctxt":
                entry.context = ast.literal_eval(text)
                continue
            target = entry.ids if keyword.startswith("msgid") else entry.texts
            target.append(ast.literal_eval(text))


def compiled(catalogue: str) -> bytes:
    """The .mo file of a .po text; what is not translated is left out, as gettext does."""
    kept = [entry for entry in entries(catalogue) if entry.complete]
    pairs = sorted((entry.key.encode(), PLURAL_END.join(entry.texts).encode()) for entry in kept)
    ids, texts, table = b"", b"", []
    for key, text in pairs:
        table.append((len(key), len(ids), len(text), len(texts)))
        ids, texts = ids + key + b"\0", texts + text + b"\0"
    first = HEADER_BYTES + 16 * len(pairs)
    head = (MAGIC, 0, len(pairs), HEADER_BYTES, HEADER_BYTES + 8 * len(pairs), 0, 0)
    keys = [number for size, at, _, _ in table for number in (size, first + at)]
    values = [number for _, _, size, at in table for number in (size, first + len(ids) + at)]
    return struct.pack(f"<{7 + 4 * len(pairs)}I", *head, *keys, *values) + ids + texts


class Collect(makemessages.Command):
    """Django's collecting, without guesses at the English of a new sentence."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]  # noqa: RUF012


def collect() -> None:
    """Bring the catalogue up to date with the pages; needs xgettext and msgmerge."""

    if not settings.configured:
        # collecting asks nothing of an installation; what lies outside web goes there too
        settings.configure(LOCALE_PATHS=[WEB / "locale"])
        django.setup()
    before = Path.cwd()
    os.chdir(PACKAGE)
    try:
        call_command(
            Collect(), locale=["en"], verbosity=0, no_wrap=True, no_location=True,
            no_obsolete=True,
        )  # fmt: skip
    finally:
        os.chdir(before)


def main() -> int:
    """Collect where the tools are there, compile always, and name what has no English yet."""
    if shutil.which("xgettext") and shutil.which("msgmerge"):
        collect()
    else:
        say("xgettext tidak terpasang: hanya mengompilasi.")
    text = CATALOGUE.read_text("utf-8")
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(text))
    missing = [entry.ids[0] for entry in entries(text) if not entry.complete]
    for sentence in missing:
        say(f"Belum ada bahasa Inggrisnya: {sentence}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
