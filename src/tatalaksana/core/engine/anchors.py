"""Anchors: what the chains of an agency had come to, sealed outside the rows themselves.

A chain proves its own order, not that its end is the one it had. An anchor seals where the chains
of an agency stood up to one event, and names the anchor before; kept elsewhere it tells when an end
was cut or written anew, or a case taken away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine.events import EPOCH, SEPARATOR


class AnchorUnreadable(TatalaksanaError):
    """A file that should hold anchors holds something else."""

    code = "TL902"


class Head(NamedTuple):
    """Where the chain of one case stood."""

    year: int
    number: int
    seq: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The chains of an agency between the anchor before and the event `upto`."""

    agency: int
    number: int  #: 1, 2, 3 … within the agency
    at: datetime  #: timezone-aware
    upto: int  #: the handle of the last event it covers
    counters: Mapping[int, int]  #: the last number given in each year
    before: str  #: the digest of the anchor before; "" = it is the first
    digest: str = ""  #: hexadecimal
    heads: tuple[Head, ...] | None = None  #: None where they are not kept beside it


def digest_of(anchor: Anchor, heads: Iterable[Head]) -> str:
    """The seal of an anchor over `heads`, in the order of year and number.

    Units: SHA-256, hexadecimal; the moment counts as whole microseconds since 1970 UTC.
    """
    micros = (anchor.at - EPOCH) // timedelta(microseconds=1)
    counters = json.dumps(sorted(anchor.counters.items()))
    fields = (anchor.before, anchor.agency, anchor.number, micros, anchor.upto, counters)
    seal = hashlib.sha256(SEPARATOR.join(map(str, fields)).encode())
    for head in sorted(heads):
        seal.update(f"\n{head.year}/{head.number}/{head.seq}/{head.hash}".encode())
    return seal.hexdigest()


def sealed(anchor: Anchor, heads: Iterable[Head]) -> Anchor:
    """`anchor` with its heads and its digest."""
    kept = tuple(sorted(heads))
    return replace(anchor, heads=kept, digest=digest_of(anchor, kept))


def told(anchor: Anchor) -> dict[str, Any]:
    """The anchor as JSON keeps it."""
    values: dict[str, Any] = {
        "agency": anchor.agency,
        "number": anchor.number,
        "at": anchor.at.astimezone(UTC).isoformat(),
        "upto": anchor.upto,
        "counters": {str(year): last for year, last in sorted(anchor.counters.items())},
        "before": anchor.before,
        "digest": anchor.digest,
    }
    return values if anchor.heads is None else values | {"heads": anchor.heads}


def anchor_from(values: Mapping[str, Any]) -> Anchor:
    """An anchor as `told` wrote it. Errors: AnchorUnreadable TL902."""
    try:
        heads = values.get("heads")
        at = datetime.fromisoformat(values["at"])
        return Anchor(
            agency=int(values["agency"]),
            number=int(values["number"]),
            at=at if at.tzinfo else at.replace(tzinfo=UTC),
            upto=int(values["upto"]),
            counters={int(year): int(last) for year, last in values["counters"].items()},
            before=str(values["before"]),
            digest=str(values["digest"]),
            heads=None if heads is None else tuple(Head(*one) for one in heads),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as wrong:
        raise AnchorUnreadable(
            "Jangkar rantai peristiwa tidak terbaca.", hint="Pakai salinan lain."
        ) from wrong


def anchors_in(lines: Iterable[str]) -> Iterator[Anchor]:
    """The anchors in lines of JSON, one a line. Errors: AnchorUnreadable TL902."""
    for line in lines:
        try:
            values = json.loads(line)
        except ValueError:
            values = {}
        yield anchor_from(values if isinstance(values, dict) else {})
