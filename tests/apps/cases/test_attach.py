"""What is attached answers one Output: the whole of it."""

import json
from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction

from tatalaksana.apps.cases.actions.attach_document import LABEL_LENGTH, attach_document
from tatalaksana.apps.cases.models import CaseDocument, Event
from tatalaksana.apps.cases.proofs.papers import faults_of_files
from tatalaksana.apps.cases.verification import faults_of_agency
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.files import path_of

LONG = "Daftar usulan kenaikan pangkat " * 12  #: more than 300 characters, as a merged cell gives
FIRST, SECOND = f"{LONG}golongan III", f"{LONG}golongan IV"


@pytest.fixture
def attach(run):
    """`attach("Konsep", b"...")`: a file for the first step of a letter."""
    letter = run("LUMAJANG", "Surat Keluar")

    def one(label, content=b"isi"):
        return attach_document(
            letter.actor,
            task=letter.task.pk,
            label=label,
            file_name="a.pdf",
            chunks=[content],
            now=letter.now,
        )

    one.case = letter.started.case
    one.agency = letter.office.agency
    return one


def test_two_outputs_that_begin_alike_are_two_documents(attach):
    assert FIRST[:300] == SECOND[:300]
    one, two = attach(FIRST, b"satu"), attach(SECOND, b"dua")
    assert one.document_id != two.document_id
    labels = CaseDocument.objects.filter(case=attach.case).values_list("label", flat=True)
    assert set(labels) == {FIRST, SECOND}


def test_the_same_output_again_is_its_next_version(attach):
    one, two = attach(FIRST, b"satu"), attach(f"  {FIRST}\n", b"dua")
    assert (two.document_id, two.number) == (one.document_id, 2)


def test_the_same_file_sent_again_is_no_new_version(attach):
    """Nobody had answered, or the finger was too quick: the file is there once."""
    one, again = attach(FIRST, b"satu"), attach(FIRST, b"satu")
    assert again == one
    assert attach(FIRST, b"dua").number == 2
    assert attach(FIRST, b"satu").number == 3  # back to what it was, on purpose


def test_the_database_keeps_one_document_an_output(attach):
    kept = attach(FIRST)
    there = CaseDocument.objects.get(document=kept.document_id)
    there.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        there.save(force_insert=True)


@pytest.mark.parametrize("label", ["", " \n ", "x" * (LABEL_LENGTH + 1)])
def test_what_is_no_name_is_refused_and_never_cut(label, attach):
    with pytest.raises(Invalid):
        attach(label)
    assert not CaseDocument.objects.filter(case=attach.case).exists()


def test_a_name_as_long_as_may_be_is_kept_whole(attach):
    label = "x" * LABEL_LENGTH
    attach(label)
    assert CaseDocument.objects.get(case=attach.case).label == label


def told(attach):
    rows = Event.objects.filter(case=attach.case, kind="attached").order_by("seq")
    return [json.loads(row.data) for row in rows]


def test_the_chain_tells_each_document_with_its_digest_and_the_same_file_once(attach):
    one = attach(FIRST, b"satu")
    attach(FIRST, b"satu")
    attach(FIRST, b"dua")
    digests = [sha256(content).hexdigest() for content in (b"satu", b"dua")]
    assert [(data["sha256"], data["number"]) for data in told(attach)] == [
        (digests[0], 1), (digests[1], 2),
    ]  # fmt: skip
    assert {(data["label"], data["document"]) for data in told(attach)} == {
        (FIRST.strip(), one.document_id)
    }
    assert list(faults_of_agency(attach.agency)) == []


def test_a_version_put_in_behind_the_events_is_found(attach):
    attach("Konsep", b"lama")
    assert list(faults_of_agency(attach.agency)) == []
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(
            "insert into archive_documentversion (agency_id, document_id, number, file_name,"
            " sha256, size, uploaded_by_id, uploaded_at) select agency_id, document_id, 2,"
            " file_name, repeat('0', 64), size, uploaded_by_id, uploaded_at + interval '1 hour'"
            " from archive_documentversion where number = 1"
        )
    assert list(faults_of_agency(attach.agency))


def test_bytes_that_were_changed_on_the_disk_or_are_gone_are_found_with_the_name(attach):
    kept = attach("Konsep SK", b"satu")
    assert list(faults_of_files(attach.agency)) == []
    path_of(kept.sha256).write_bytes(b"dua")
    ((case, fault),) = faults_of_files(attach.agency)
    assert case.pk == attach.case
    assert "Konsep SK" in fault
    path_of(kept.sha256).unlink()
    assert list(faults_of_files(attach.agency))
