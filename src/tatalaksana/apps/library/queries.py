"""Reading the library: procedures, versions, bound roles, findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from psycopg.types.numeric import Int8

from tatalaksana.apps.library.models import Binding, Procedure, Source, Version
from tatalaksana.apps.library.siblings import siblings_of
from tatalaksana.apps.shared.errors import Invalid, NotFound
from tatalaksana.apps.shared.prepared import first_row
from tatalaksana.apps.shared.prepared_rows import all_rows
from tatalaksana.apps.shared.texts import search_words
from tatalaksana.core.checks.finding import Finding, Surroundings
from tatalaksana.core.checks.run import run_checks
from tatalaksana.core.engine.plan import Plan, compile_plan, obstacles
from tatalaksana.core.procedure.exchange import procedure_from
from tatalaksana.core.procedure.model import Approver
from tatalaksana.core.procedure.model import Procedure as Content
from tatalaksana.core.procedure.roles import closest, containment


def procedures_of(agency: int, words: str = "") -> QuerySet[Procedure]:
    """Every procedure with its versions, newest first; `words` filters by title."""
    versions = Version.objects.defer("content", "evidence", "origins").order_by("-number")
    found = (
        Procedure.objects.filter(agency=agency)
        .select_related("unit")
        .prefetch_related(Prefetch("version_set", queryset=versions, to_attr="versions"))
        .order_by("unit__name", "title")
    )
    for word in search_words(words):
        found = found.filter(Q(title__icontains=word) | Q(unit__name__icontains=word))
    return found


def procedure_of(agency: int, procedure: int) -> Procedure:
    """One procedure with its versions. Errors: NotFound TL602."""
    found = procedures_of(agency).filter(pk=procedure).first()
    if found is None:
        raise NotFound("Prosedur ini tidak ada di instansi Anda.")
    return found


def version_of(agency: int, version: int) -> Version:
    """One version with its procedure. Errors: NotFound TL602."""
    found = (
        Version.objects.select_related("procedure__unit", "source")
        .filter(agency=agency, pk=version)
        .first()
    )
    if found is None:
        raise NotFound("Versi prosedur ini tidak ada di instansi Anda.")
    return found


def versions_of(agency: int, procedure: int) -> QuerySet[Version]:
    """The life of a procedure: its versions without their content, the newest first."""
    return (
        Version.objects.filter(agency=agency, procedure=procedure)
        .select_related("created_by", "in_force_by", "source")
        .defer("content", "evidence", "doubts", "origins")
        .order_by("-number")
    )


def versions_from(source: Source) -> tuple[Version, ...]:
    """What a document gave, the version with the heaviest doubts first."""
    found = Version.objects.filter(agency=source.agency_id, source=source)
    return tuple(
        sorted(
            found.select_related("procedure__unit").defer("evidence", "origins"),
            key=lambda one: (-weight_of(one), one.source_lines, one.pk),
        )
    )


def doubts_by_weight(version: Version) -> dict[int, int]:
    """How many doubts of each weight a reading left, the heaviest first."""
    counted = Counter(int(doubt["weight"]) for doubt in version.doubts)
    return dict(sorted(counted.items(), reverse=True))


def weight_of(version: Version) -> int:
    """How much a person has still to look at: a doubt that stops the procedure counts most."""
    return sum(int(doubt["weight"]) ** 3 for doubt in version.doubts)


def in_force(agency: int, procedure: int) -> Version | None:
    """The version in force of a procedure, if there is one."""
    return Version.objects.filter(
        agency=agency, procedure=procedure, status=Version.Status.IN_FORCE
    ).first()


def in_force_of_unit(agency: int, unit: int) -> QuerySet[Version]:
    """The versions in force of a unit, by title."""
    return (
        Version.objects.select_related("procedure__unit")
        .filter(agency=agency, procedure__unit=unit, status=Version.Status.IN_FORCE)
        .order_by("procedure__title")
    )


def sample_of(agency: int) -> Version | None:
    """A version to show something on: one that names who approves, in force, the latest."""
    known = Version.objects.filter(agency=agency).exclude(status=Version.Status.WITHDRAWN)
    known = known.order_by(F("in_force_at").desc(nulls_last=True), "-pk")
    return known.filter(content__approved_by__name__gt="").first() or known.first()


def approvers_of(agency: int) -> tuple[Approver, ...]:
    """Everybody who approves a version that is not withdrawn, by name, each NIP once."""
    found = (
        Version.objects.filter(agency=agency, content__approved_by__name__gt="")
        .exclude(status=Version.Status.WITHDRAWN)
        .values_list("content__approved_by", flat=True)
        .distinct()
    )
    approvers = {(one["name"], one["nip"]): Approver(**one) for one in found}
    return tuple(approvers[key] for key in sorted(approvers))


def content_of(version: Version) -> Content:
    """What the version says."""
    return procedure_from(version.content)


@lru_cache(maxsize=512)
def _content(agency: int, version: int) -> Content:
    return content_of(version_of(agency, version))


@lru_cache(maxsize=512)
def _plan(agency: int, version: int) -> Plan:
    return compile_plan(_content(agency, version))


def kept_content(agency: int, version: int) -> Content:
    """What a version that has been in force says; kept in memory, since it never changes."""
    return _content(agency, version)


def kept_plan(agency: int, version: int) -> Plan:
    """The plan of a version that has been in force; kept in memory, since it never changes."""
    return _plan(agency, version)


def bindings_of(version: Version) -> QuerySet[Binding]:
    """The roles of a version with their positions."""
    return (
        Binding.objects.filter(agency=version.agency_id, version=version)
        .select_related("position__unit", "confirmed_by")
        .order_by("pk")
    )


def missing_in(version: Version) -> tuple[str, ...]:
    """What a draft still lacks to be put in force, one sentence each; empty = nothing."""
    content = content_of(version)
    confirmed = set(
        bindings_of(version).filter(confirmed_at__isnull=False).values_list("role", flat=True)
    )
    roles = dict.fromkeys(role for step in content.steps for role in step.performers)
    return (
        *obstacles(content),
        *(
            f"Jabatan untuk pelaksana “{role}” belum ditetapkan."
            if role in content.performers
            else f"Pelaksana “{role}” bukan kolom pelaksana; betulkan di halaman tinjauan."
            for role in roles
            if role not in confirmed
        ),
    )


def findings_of(version: Version) -> tuple[Finding, ...]:
    """What the checks find, looking at the office's other procedures too."""
    return run_checks(content_of(version), Surroundings(siblings=siblings_of(version)))


def sources_of(agency: int) -> QuerySet[Source]:
    """The imported documents, the latest first, with how many procedures each gave."""
    return (
        Source.objects.filter(agency=agency)
        .select_related("uploaded_by")
        .annotate(versions=Count("version"))
        .order_by("-uploaded_at", "-pk")
    )


def versions_bound_to(agency: int, positions: Iterable[int]) -> QuerySet[Binding, Any]:
    """The ids of the versions in which a person of `positions` has a part of her own.

    A position held by many ("PNS") gives no part in the cases of others.
    """
    return Binding.objects.filter(
        agency=agency, position__in=positions, position__many=False
    ).values("version")


def version_to_start(agency: int, version: int) -> tuple[Plan, dict[str, int]]:
    """The plan of a version in force and the confirmed position of each role.

    Errors: NotFound TL602; Invalid TL603 when the version is not in force.
    """
    found = version_of(agency, version)
    if found.status != Version.Status.IN_FORCE:
        raise Invalid("Prosedur ini tidak sedang berlaku.", hint="Pilih versi yang berlaku.")
    return kept_plan(agency, version), positions_by_role(agency, version)


#: every page of a task asks for them
POSITIONS = """
select role, position_id from library_binding
where agency_id = %(agency)s and version_id = %(version)s and confirmed_at is not null
"""
BOUND = """
select exists (
    select from library_binding b
    join office_position s on s.agency_id = b.agency_id and s.id = b.position_id
    where b.agency_id = %(agency)s and b.version_id = %(version)s
      and b.position_id = any(%(positions)s::bigint[]) and not s.many
)
"""


def is_bound(agency: int, version: int, positions: Sequence[int]) -> bool:
    """Whether a person of `positions` has a part of her own in `version`: see versions_bound_to."""
    wanted = {"agency": Int8(agency), "version": Int8(version), "positions": list(positions)}
    row = first_row(BOUND, wanted)
    return row is not None and bool(row[0])


def positions_by_role(agency: int, version: int) -> dict[str, int]:
    """The confirmed position of each role of a version."""
    return dict(all_rows(POSITIONS, {"agency": Int8(agency), "version": Int8(version)}))


LIKELY = 0.95  #: how much of the name a step uses must stand in the title of the SOP it means


def named_in_force(agency: int, name: str) -> Version | None:
    """The version in force that a step means by `name`, e.g. "SOP Pembuatan SK Tim".

    A step uses a short name: every word of it stands in the title, and of several such titles the
    one most like it is meant. None when there is none.
    """
    wanted = re.sub(r"^\s*sop\s+", "", name, flags=re.IGNORECASE)
    found = Version.objects.filter(agency=agency, status=Version.Status.IN_FORCE).select_related(
        "procedure"
    )
    by_title = {
        version.procedure.title: version
        for version in found
        if containment(wanted, version.procedure.title) >= LIKELY
    }
    best = closest(wanted, by_title)
    return by_title[best[0]] if best else None


def source_of(agency: int, source: int) -> Source:
    """One imported document. Errors: NotFound TL602."""
    found = Source.objects.filter(agency=agency, pk=source).first()
    if found is None:
        raise NotFound("Dokumen sumber ini tidak ada di instansi Anda.")
    return found


def same_source(agency: int, sha256: str) -> Source | None:
    """The latest import of a document with the same bytes, if there was one."""
    return known_sources(agency, [sha256]).get(sha256)


def known_sources(agency: int, sha256s: Collection[str]) -> dict[str, Source]:
    """The latest imports of documents with these bytes, by them; new ones are missing."""
    found = Source.objects.filter(agency=agency, sha256__in=sha256s)
    return {one.sha256: one for one in found.order_by("uploaded_at", "pk")}
