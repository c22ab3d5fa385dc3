"""What somebody typed on the task page: read from the form, kept until the task is finished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.state import NoSuchWay
from tatalaksana.core.procedure.model import Step

OTHER = "lain"  #: the file input of a document under one's own name
LONGEST_NUMBER = 18  #: digits of a key of the database
LONGEST_REASON = 4000  #: letters; a page of typing


def number_of(text: str) -> int | None:
    """The number that was typed or clicked; None for anything else, or one longer than a key."""
    plain = text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
    return int(text) if plain else None


def number_in(fields: QueryDict, name: str) -> int | None:
    """The number in the field `name` of a form or an address; None when there is none."""
    return number_of(fields.get(name, ""))


def numbers_in(texts: Iterable[str]) -> list[int]:
    """The numbers among `texts`; what is none is passed over."""
    return [number for text in texts if (number := number_of(text)) is not None]


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of the form. `checked` are places in the step's Kelengkapan, from 0."""

    checked: tuple[int, ...] = ()
    reason: str = ""
    outside: str = ""  #: on whom the file waits outside
    other: str = ""  #: the name of a document of one's own
    straight_back: bool = False  #: a returned file comes back without the steps between


def typed_in(request: HttpRequest) -> Typed:
    """Read the form; what is no number is passed over."""
    return Typed(
        checked=tuple(numbers_in(request.POST.getlist("periksa"))),
        reason=request.POST.get("alasan", "").replace("\r\n", "\n")[:LONGEST_REASON],
        outside=request.POST.get("keterangan", "").replace("\r\n", "\n")[:LONGEST_REASON],
        other=request.POST.get("nama_lain", "").strip(),
        straight_back="langsung" in request.POST,
    )


def answer_in(request: HttpRequest) -> Answer:
    """The button that was pressed. Errors: NoSuchWay TL303."""
    chosen = request.POST.get("jawaban", "")
    if chosen not in Answer.__members__.values():
        raise NoSuchWay(
            "Jawaban belum dipilih.", hint="Pilih salah satu tombol pada halaman tugas."
        )
    return Answer(chosen)


def key_in(request: HttpRequest, name: str = "kunci") -> UUID:
    """The key of the rendered form in the field `name`. Errors: Invalid TL603 for a damaged one."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError as damaged:
        raise Invalid(
            "Formulir ini tidak utuh.", hint="Muat ulang halaman, lalu kirim sekali lagi."
        ) from damaged


def new_key() -> str:
    """A key for one rendering: the same click sent twice carries the same key."""
    return str(uuid4())


def files_in(
    request: HttpRequest, step: Step, typed: Typed
) -> Iterator[tuple[str, str, UploadedFile[Any]]]:
    """The chosen files: name of the input, label in the case file, the upload."""
    labels = {f"berkas_{place}": label for place, label in enumerate(step.outputs)}
    labels[OTHER] = typed.other
    for name, label in labels.items():
        upload = request.FILES.get(name)
        if isinstance(upload, UploadedFile):
            yield name, label, upload


def keep(request: HttpRequest, task: int, typed: Typed) -> None:
    """Keep what was typed over the upload of a file."""
    request.session[f"tugas-{task}"] = {
        "checked": list(typed.checked),
        "reason": typed.reason,
        "outside": typed.outside,
        "other": typed.other,
        "straight_back": typed.straight_back,
    }


def kept(request: HttpRequest, task: int) -> Typed:
    """What was typed before; empty at first."""
    before = request.session.get(f"tugas-{task}", {})
    return Typed(
        checked=tuple(before.get("checked", ())),
        reason=before.get("reason", ""),
        outside=before.get("outside", ""),
        other=before.get("other", ""),
        straight_back=before.get("straight_back", False),
    )


def forget(request: HttpRequest, task: int) -> None:
    """The task is finished: what was typed is in the event."""
    request.session.pop(f"tugas-{task}", None)
