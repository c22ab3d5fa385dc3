"""What a reviewer corrected is used for the office's next documents, and said so."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from tatalaksana.apps.library.actions.correct import correct
from tatalaksana.apps.library.actions.import_document import import_document
from tatalaksana.apps.library.actions.remember_correction import remember_correction
from tatalaksana.apps.library.actions.remove_correction import remove_correction
from tatalaksana.apps.library.actions.switch_correction import switch_correction
from tatalaksana.apps.library.corrections import (
    corrections_of,
    made_in,
    unknown_words,
    vocabulary_of,
)
from tatalaksana.apps.library.models import Correction
from tatalaksana.apps.library.queries import content_of
from tatalaksana.apps.shared.agency import acting_for, separate
from tatalaksana.apps.shared.audit import last_trace_of
from tatalaksana.apps.shared.errors import Invalid, NotFound, NotYours
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.reading.understand.office_vocabulary import TermKind

KEEPER, CLERK, STRANGER = "kasubag.lumajang", "umum.lumajang", "kasubag.tangerang"
OWN = "Kepala Subbagian Tata Usaha"


def document(title: str, first: str = "Ksb TU", inputs: str = "Kelengkapan") -> bytes:
    return "\n".join([
        f"Nama SOP\t{title}",
        "No\tKegiatan\tPelaksana\t\tMutu Baku\t\t\t",
        f"\t\t{first}\tKepala Bagian Umum\t{inputs}\tWaktu\tOutput\tKet",
        "1\tMenyusun konsep surat\t□\t\tDisposisi\t1 jam\tKonsep surat\t",
        "2\tMenandatangani surat\t\t□\tKonsep surat\t1 hari\tSurat\t",
    ]).encode()  # fmt: skip


@pytest.fixture
def lumajang(office):
    return office("LUMAJANG")


@pytest.fixture
def bring(lumajang, person, now):
    """`bring("Surat Keluar Dinas")`: the draft of a document with this title."""

    def bring_in(title: str, **words: str):
        (version,) = import_document(
            person(KEEPER), unit=lumajang.library_unit, name=f"{title}.txt",
            data=document(title, **words), now=now,
        )  # fmt: skip
        return version

    return bring_in


def rename(keeper, version, old: str, new: str, now):
    """Correct the name of a column, as the review does."""
    content = content_of(version)

    def own(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new if name == old else name for name in names)

    steps = tuple(replace(step, performers=own(step.performers)) for step in content.steps)
    content = replace(content, performers=own(content.performers), steps=steps)
    return correct(keeper, version=version.pk, content=content, renamed={old: new}, now=now)


def test_the_next_document_is_read_with_the_name_a_review_gave(bring, person, now):
    first = bring("Surat Satu")
    assert first.content["performers"][0] == "Ksb TU"
    rename(person(KEEPER), first, "Ksb TU", OWN, now)
    (made,) = made_in(first, now)
    assert (made.read, made.means, made.version) == ("Ksb TU", OWN, first)
    second = bring("Surat Dua")
    assert second.content["performers"][0] == OWN
    assert second.content["steps"][0]["performers"] == [OWN]
    (why,) = [one["why"] for one in second.evidence if one["source"] == "correction"]
    assert why == f"“Ksb TU” dibaca “{OWN}” karena koreksi kantor tanggal 19-11-2026."


def test_the_later_of_two_corrections_counts_and_the_earlier_says_by_which(bring, person, now):
    keeper = person(KEEPER)
    early = remember_correction(keeper, kind=TermKind.ROLE, read="KSB. TU", means="Arsiparis",
                                now=now - timedelta(days=9))  # fmt: skip
    late = remember_correction(keeper, kind=TermKind.ROLE, read="Ksb TU", means=OWN, now=now)
    early.refresh_from_db()
    assert (early.active, early.replaced_by) == (False, late)
    assert bring("Surat Satu").content["performers"][0] == OWN


def test_a_name_corrected_again_in_the_next_document_changes_the_correction(bring, person, now):
    """The second draft has the office's name; what the documents print is what is corrected."""
    keeper = person(KEEPER)
    rename(keeper, bring("Surat Satu"), "Ksb TU", "Arsiparis", now)
    rename(keeper, bring("Surat Dua"), "Arsiparis", OWN, now + timedelta(hours=1))
    (term,) = vocabulary_of(keeper.agency).terms
    assert (term.read, term.means) == ("Ksb TU", OWN)


def test_back_to_what_is_printed_switches_the_correction_off(bring, person, now):
    keeper = person(KEEPER)
    rename(keeper, bring("Surat Satu"), "Ksb TU", "Arsiparis", now)
    rename(keeper, bring("Surat Dua"), "Arsiparis", "Ksb TU", now + timedelta(hours=1))
    assert vocabulary_of(keeper.agency).terms == ()
    made = Correction.objects.get(agency=keeper.agency)
    trace = last_trace_of(keeper.agency, "correction", made.pk)
    assert (trace.action, trace.actor_id) == ("library.switch_correction", keeper.person)
    assert trace.data["active"] is False


def test_the_day_of_a_correction_is_that_of_the_agency_wherever_it_is_read(person, lumajang):
    """Remembered at 00.30 WIB, read by a worker that knows no zone but that of the server."""
    keeper, moment = person(KEEPER), datetime(2026, 11, 18, 17, 30, tzinfo=UTC)
    remember_correction(keeper, kind=TermKind.ROLE, read="Ksb TU", means=OWN, now=moment)
    with timezone.override("UTC"):
        (term,) = vocabulary_of(keeper.agency).terms
    assert term.since == date(2026, 11, 19)


def test_two_keepers_who_explain_one_word_at_once_do_so_in_turn(cast, django_db_blocker, now):
    keeper, faults = cast["LUMAJANG"].keeper, []
    begun = threading.Barrier(2)

    def explain(means):
        separate(keeper.agency)
        begun.wait()
        try:
            remember_correction(keeper, kind=TermKind.ROLE, read="Sersan", means=means, now=now)
        except (DatabaseError, TatalaksanaError) as fault:
            faults.append(fault)
        finally:
            connection.close()

    with django_db_blocker.unblock(), acting_for(keeper.agency):
        try:
            for _ in range(5):
                both = [threading.Thread(target=explain, args=[means]) for means in ("A", "B")]
                for one in both:
                    one.start()
                for one in both:
                    one.join()
                made = Correction.objects.filter(agency=keeper.agency, read="Sersan")
                assert (faults, made.count(), made.filter(active=True).count()) == ([], 2, 1)
                made.delete()
        finally:
            Correction.objects.filter(agency=keeper.agency, read="Sersan").delete()


def test_what_is_switched_off_or_removed_is_not_used(bring, person, now):
    keeper = person(KEEPER)
    made = remember_correction(keeper, kind=TermKind.ROLE, read="Ksb TU", means=OWN, now=now)
    switch_correction(keeper, correction=made.pk, active=False, now=now)
    assert bring("Surat Satu").content["performers"][0] == "Ksb TU"
    switch_correction(keeper, correction=made.pk, active=True, now=now)
    assert bring("Surat Dua").content["performers"][0] == OWN
    remove_correction(keeper, correction=made.pk, now=now)
    assert bring("Surat Tiga").content["performers"][0] == "Ksb TU"
    trace = last_trace_of(keeper.agency, "correction", made.pk)
    assert (trace.action, trace.data["read"]) == ("library.remove_correction", "Ksb TU")


def test_switching_an_earlier_one_on_again_ends_the_one_that_replaced_it(person, lumajang, now):
    keeper = person(KEEPER)
    early = remember_correction(keeper, kind=TermKind.ROLE, read="Ksb", means="Arsiparis", now=now)
    remember_correction(keeper, kind=TermKind.ROLE, read="Ksb", means=OWN, now=now)
    switch_correction(keeper, correction=early.pk, active=True, now=now)
    assert [one.means for one in corrections_of(keeper.agency) if one.active] == ["Arsiparis"]


def test_a_header_word_nobody_knows_is_asked_about_until_it_is_explained(bring, person, now):
    keeper = person(KEEPER)
    draft = bring("Surat Satu")
    draft.doubts = [{"code": "RD016", "row": None, "field": "steps", "weight": 2, "hint": "…",
                     "what": "Kolom “Bekal Kerja” berisi teks tetapi tidak dikenal."}]  # fmt: skip
    draft.save(update_fields=["doubts"])
    assert unknown_words(keeper.agency) == ("Bekal Kerja",)
    remember_correction(keeper, kind=TermKind.HEADER, read="Bekal Kerja", means="inputs", now=now)
    assert unknown_words(keeper.agency) == ()
    second = bring("Surat Dua", inputs="Bekal Kerja")
    assert second.content["steps"][0]["inputs"] == ["Disposisi"]
    assert {one["field"] for one in second.evidence if one["source"] == "correction"} == {"inputs"}


@pytest.mark.parametrize(
    ("kind", "read", "means"),
    [
        (TermKind.ROLE, "", "A"),
        (TermKind.ROLE, "…", "A"),
        (TermKind.ROLE, "A", " "),
        (TermKind.ROLE, "A", "A"),
        (TermKind.ROLE, "A" * 201, "B"),
        (TermKind.HEADER, "A", "judul"),
    ],
)
@pytest.mark.usefixtures("lumajang")
def test_a_correction_that_says_nothing_is_refused(kind, read, means, person, now):
    with pytest.raises(Invalid):
        remember_correction(person(KEEPER), kind=kind, read=read, means=means, now=now)
    assert not Correction.objects.exists()


def test_corrections_are_the_keepers_and_stay_in_their_agency(person, office, bring, now):
    keeper = person(KEEPER)
    made = remember_correction(keeper, kind=TermKind.ROLE, read="Ksb TU", means=OWN, now=now)
    clerk = person(CLERK)
    for deed in (
        lambda: remember_correction(clerk, kind=TermKind.ROLE, read="A", means="B", now=now),
        lambda: switch_correction(clerk, correction=made.pk, active=False, now=now),
        lambda: remove_correction(clerk, correction=made.pk, now=now),
    ):
        with pytest.raises(NotYours):
            deed()
    there = office("TANGERANG")
    assert vocabulary_of(there.agency).terms == ()
    assert not Correction.objects.exists()
    with pytest.raises(NotFound):
        remove_correction(person(STRANGER), correction=made.pk, now=now)
