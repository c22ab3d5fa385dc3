"""What a reader asks to have added to a document: `?riwayat=1&temuan=1&ttd=tte`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tatalaksana.apps.library.queries import content_of, findings_of, versions_of
from tatalaksana.apps.office.look import ELECTRONIC, HAND, Look
from tatalaksana.core.drawing.style import Additions, Remark, Revision
from tatalaksana.entrypoints.web.library.comparing import differences

if TYPE_CHECKING:
    from tatalaksana.apps.library.models import Version

PLACES = 4  #: changed places that a line of the history names


def asked_additions(request: HttpRequest, version: Version, look: Look) -> Additions:
    """How it is to be signed; the versions that were in force and the findings, where asked for.

    In Bahasa Indonesia, as the document is, whatever language the reader has chosen.
    Errors: Http404 for an unknown way of signing; DrawingError TL400 when the note of an electronic
    signature is wanted and has no address for this document.
    """
    way = request.GET.get("ttd", look.signing)
    if way not in (HAND, ELECTRONIC):
        raise Http404(f"Tidak ada cara menandatangani “{way}”.")
    with translation.override("id"):
        return Additions(
            signing=look.signing_of(content_of(version), electronic=way == ELECTRONIC),
            revisions=revisions_of(version) if request.GET.get("riwayat") else (),
            findings=remarks_of(version) if request.GET.get("temuan") else None,
        )


def revisions_of(version: Version) -> tuple[Revision, ...]:
    """The versions that have been in force up to this one, and this one, the first one first."""
    known = versions_of(version.agency_id, version.procedure_id).defer(None)
    told: list[Revision] = []
    before: Version | None = None
    for one in reversed(known):
        if one.number > version.number or (one.in_force_at is None and one.pk != version.pk):
            continue
        told.append(
            Revision(
                number=str(one.number),
                day=timezone.localdate(one.in_force_at) if one.in_force_at else None,
                change=change_of(before, one),
            )
        )
        before = one
    return tuple(told)


def change_of(before: Version | None, after: Version) -> str:
    """What a version changed, in a line: "3 perubahan: Langkah 2, Kegiatan; …"."""
    if before is None:
        return _("Versi pertama")
    places = [one.place for one in differences(content_of(before), content_of(after))]
    if not places:
        return _("Tidak ada perubahan isi")
    named = "; ".join(places[:PLACES]) + ("; …" if len(places) > PLACES else "")
    return _("%(n)d perubahan: %(places)s") % {"n": len(places), "places": named}


def remarks_of(version: Version) -> tuple[Remark, ...]:
    """What the checks find, as rows of the annex."""
    return tuple(
        Remark(
            id=one.check,
            place=str(one.place),
            what=str(one.what),
            rule=one.source,
            mend=str(one.hint),
        )
        for one in findings_of(version)
    )
