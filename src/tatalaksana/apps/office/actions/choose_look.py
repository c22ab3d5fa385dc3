"""Choose how the documents of the agency look."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import datetime
from urllib.parse import urlsplit

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.look import (
    DEFAULT,
    ELECTRONIC,
    HAND,
    NUMBER,
    Look,
    kept_look,
    look_in,
    stamp_of,
)
from tatalaksana.apps.office.models import Agency, DocumentLook
from tatalaksana.apps.office.policy import require_look_keeper
from tatalaksana.apps.shared import audit, files
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid, MovedOn
from tatalaksana.apps.shared.texts import one_line
from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.logos import logo_of
from tatalaksana.core.drawing.style import Form

LONGEST_ADDRESS = 300
LONGEST_RANK = 60
LARGEST_MARGIN = 40.0  #: millimetres; more is a slip of the key
LEAST_CONTRAST = 4.5  #: of letters on their ground (WCAG 2.2, 1.4.3)
SHARES = (0.2126, 0.7152, 0.0722)  #: of red, green and blue in what the eye takes for light (WCAG)
HOST = re.compile(r"[\w-]+(\.[\w-]+)+(:\d{1,5})?", re.ASCII)
UNSAFE = frozenset(' {}"<>\\^`|')  #: letters that no address holds (RFC 3986)


@action("office.choose_look")
def choose_look(
    holder: Holder,
    *,
    chosen: Look,
    logo: bytes | None = None,
    without_logo: bool = False,
    seen: str,
    now: datetime,
) -> Look:
    """Let the documents look as `chosen`; its own `logo` does not count.

    `logo` is the picture that was sent (None: the one before stays, unless `without_logo`). `seen`
    is the `stamp_of` the state the person saw.
    Errors: NotYours TL601; MovedOn TL604 when somebody else chose in between; Invalid TL603, its
    data naming the `field`, for a value that cannot be drawn.
    """
    require_look_keeper(holder)
    chosen = checked(chosen)
    kept = locked(holder.agency, seen)
    before = look_in(kept) if kept else DEFAULT
    chosen = replace(chosen, logo="" if without_logo else before.logo)
    if logo is not None:
        chosen = replace(chosen, logo=stored(logo))
    changed = [
        one.name for one in fields(Look) if getattr(chosen, one.name) != getattr(before, one.name)
    ]
    if changed:
        keep(holder, chosen, changed, now)
    return chosen


def keep(holder: Holder, chosen: Look, changed: list[str], now: datetime) -> None:
    """Write the look down, and in the trail what of it is new."""
    values = {one.name: getattr(chosen, one.name) for one in fields(Look)}
    values["ranks"] = dict(chosen.ranks)
    row, _ = DocumentLook.objects.update_or_create(
        agency_id=holder.agency,
        defaults=values | {"changed_by_id": holder.person, "changed_at": now},
    )
    audit.write(
        "office.choose_look",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("look", row.pk),
        changed=changed,
        values={name: values[name] for name in changed},
    )


def locked(agency: int, seen: str) -> DocumentLook | None:
    """The row of the agency, kept from every other change. Errors: MovedOn TL604."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency)  # there may be no row yet
    kept = kept_look(agency)
    if stamp_of(kept) != seen:
        raise MovedOn(
            "Tampilan dokumen baru saja diubah orang lain; simpanan Anda ditahan.",
            hint="Muat ulang halaman ini, bandingkan, lalu pilih lagi bila masih perlu.",
        )
    return kept


def stored(logo: bytes) -> str:
    """Store the bitmap of a logo; its SHA-256. Errors: Invalid TL603."""
    try:
        return files.store([logo_of(logo).data]).sha256
    except DrawingError as wrong:
        raise Invalid(wrong.message, hint=wrong.hint, field="logo") from wrong


def checked(chosen: Look) -> Look:
    """The look with its texts tidied. Errors: Invalid TL603 for what cannot be drawn."""
    chosen = replace(
        chosen,
        header_fill=chosen.header_fill.lower(),
        size=round(chosen.size, 1),
        margin=round(chosen.margin, 1),
        verify=one_line(chosen.verify),
        ranks=tuple(sorted((key, one_line(rank)) for key, rank in chosen.ranks if one_line(rank))),
    )
    require_drawable(chosen)
    if chosen.signing not in (HAND, ELECTRONIC):
        raise Invalid("Pilih cara menandatangani.", field="signing")
    if chosen.signing == ELECTRONIC and not chosen.verify:
        raise Invalid(
            "Catatan tanda tangan elektronik memerlukan alamat verifikasi untuk kode QR.",
            hint="Isi alamatnya, atau pilih tanda tangan basah.",
            field="verify",
        )
    if chosen.verify:
        require_address(chosen.verify)
    if any(len(rank) > LONGEST_RANK for _, rank in chosen.ranks):
        raise Invalid("Pangkat terlalu panjang.", hint=f"Paling panjang {LONGEST_RANK} huruf.")
    return chosen


def require_drawable(chosen: Look) -> None:
    """Errors: Invalid TL603 for a colour, a family, a form or a paper that cannot be drawn."""
    if chosen.form and chosen.form not in list(Form):
        raise Invalid("Pilih bentuk halaman identitas.", field="form")
    if not chosen.margin <= LARGEST_MARGIN:
        raise Invalid(
            f"Tepi {chosen.margin:.0f} mm terlalu lebar.",
            hint=f"Paling lebar {LARGEST_MARGIN:.0f} mm.",
            field="margin",
        )
    for draw, field in ((chosen.style, "header_fill"), (chosen.page, "margin")):
        try:
            draw()
        except DrawingError as wrong:
            raise Invalid(wrong.message, hint=wrong.hint, field=field) from wrong
    if chosen.header_fill and contrast_to_black(chosen.header_fill) < LEAST_CONTRAST:
        raise Invalid(
            "Warna dasar ini terlalu gelap; huruf judul yang hitam tidak terbaca.",
            hint="Pilih warna yang lebih muda.",
            field="header_fill",
        )


def contrast_to_black(colour: str) -> float:
    """How well black letters stand out on a ground #rrggbb, from 1 to 21 (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1 + sum(share * part for share, part in zip(SHARES, light, strict=True)) / 0.05


def require_address(address: str) -> None:
    """Errors: Invalid TL603 unless it is an address of the web, with the number at most once."""
    hint = f"Tulis seperti https://tte.contoh.go.id/periksa, boleh dengan {NUMBER}."
    if len(address) > LONGEST_ADDRESS:
        raise Invalid("Alamat verifikasi terlalu panjang.", hint=hint, field="verify")
    rest = address.replace(NUMBER, "", 1)
    try:
        parts = urlsplit(address)
        named = parts.scheme in ("https", "http") and bool(HOST.fullmatch(parts.netloc))
    except ValueError:
        named = False
    if not named or set(rest) & UNSAFE:
        raise Invalid("Alamat verifikasi bukan alamat web.", hint=hint, field="verify")
