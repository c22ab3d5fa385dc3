"""The official document: formats, papers, what is added, the book of a unit."""

import io
from dataclasses import replace

import pdfplumber
import pytest

from tatalaksana.apps.library.actions.correct import correct
from tatalaksana.apps.library.queries import content_of, findings_of
from tests.entrypoints.web.library.pages import (
    CLERK,
    KEEPER,
    STRANGER,
    body,
)


@pytest.mark.parametrize(
    ("ending", "start"),
    [
        ("svg", b"<svg"),
        ("pdf", b"%PDF"),
        ("docx", b"[Content_Types].xml"),
        ("json", b'"title"'),
        ("xlsx", b"[Content_Types].xml"),
        ("bpmn", b"bpmn:definitions"),
    ],
)
def test_the_document_is_drawn(ending, start, in_force, sign_in):
    client = sign_in(CLERK)
    answer = client.get(f"/sop/versi/{in_force.pk}/bagan.{ending}")
    assert answer.status_code == 200
    assert start in answer.content[:200]
    again = client.get(
        f"/sop/versi/{in_force.pk}/bagan.{ending}", headers={"If-None-Match": answer["ETag"]}
    )
    assert again.status_code == 304


def test_what_needs_no_paper_is_offered_once_and_kept_as_a_file(in_force, sign_in):
    client = sign_in(CLERK)
    page = body(client.get(f"/sop/versi/{in_force.pk}/"))
    assert page.count(f'href="/sop/versi/{in_force.pk}/bagan.bpmn"') == 1
    assert f'formaction="/sop/versi/{in_force.pk}/bagan.pdf"' in page
    answer = client.get(f"/sop/versi/{in_force.pk}/bagan.bpmn")
    assert answer["Content-Disposition"].startswith("attachment")
    assert ".bpmn" in answer["Content-Disposition"]


def test_word_is_offered_by_its_name_on_every_paper_and_kept_as_a_file(in_force, sign_in):
    client = sign_in(CLERK)
    page = body(client.get(f"/sop/versi/{in_force.pk}/"))
    assert "Word (DOCX)" in page
    assert f'formaction="/sop/versi/{in_force.pk}/bagan.docx"' in page
    assert "<option selected>A4</option>" in page
    assert "<option>F4</option>" in page
    answer = client.get(f"/sop/versi/{in_force.pk}/bagan.docx?kertas=F4")
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert answer["Content-Disposition"].startswith("attachment")


def test_paper_may_stand_upright(in_force, sign_in):
    client = sign_in(CLERK)
    assert '<option value="tegak">' in body(client.get(f"/sop/versi/{in_force.pk}/"))
    there = f"/sop/versi/{in_force.pk}/bagan.pdf?kertas=A4"
    level, upright = client.get(there), client.get(f"{there}&arah=tegak")
    assert upright.content.startswith(b"%PDF")
    assert upright["ETag"] != level["ETag"]
    assert client.get(f"{there}&arah=miring").status_code == 404


def words_of(answer):
    """The text of the pages of a PDF."""
    with pdfplumber.open(io.BytesIO(answer.content)) as document:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in document.pages)


def test_history_and_findings_are_added_when_asked_for(draft, in_force, person, sign_in, now):
    """The history names the versions that were in force, and what each changed."""
    content = content_of(draft)
    first, *rest = content.steps
    noted = replace(content, steps=(replace(first, note="Paling lambat pukul 10"), *rest))
    correct(person("kasubag.lumajang"), version=draft.pk, content=noted, now=now)
    client = sign_in(CLERK)
    there = f"/sop/versi/{draft.pk}/bagan.pdf?kertas=A4"
    plain, history = client.get(there), client.get(f"{there}&riwayat=1")
    assert "Versi pertama" not in words_of(plain)
    assert "Versi pertama" in words_of(history)
    assert "Langkah 1, Keterangan" in words_of(history)
    found = client.get(f"/sop/versi/{in_force.pk}/bagan.pdf?kertas=A4&temuan=1")
    assert findings_of(in_force)[0].check in words_of(found)
    assert found["ETag"] != client.get(f"/sop/versi/{in_force.pk}/bagan.pdf?kertas=A4")["ETag"]


def test_too_many_performers_for_the_paper_are_told_on_the_page(draft, sign_in):
    draft.content = draft.content | {"performers": [f"Pelaksana {n}" for n in range(40)]}
    draft.save()
    there = f"/sop/versi/{draft.pk}/bagan.pdf?kertas=A4&arah=tegak"
    answer = sign_in(KEEPER).get(there, follow=True)
    assert answer.redirect_chain == [(f"/sop/versi/{draft.pk}/", 302)]
    assert "tidak muat di kertas A4 tegak" in body(answer)


def test_a_unit_has_a_book_of_its_sops_in_force(in_force, sign_in):
    client, unit = sign_in(CLERK), in_force.procedure.unit_id
    assert f'href="/sop/buku/{unit}.pdf"' in body(client.get("/sop/"))
    answer = client.get(f"/sop/buku/{unit}.pdf?kertas=F4")
    assert answer.content.startswith(b"%PDF")
    assert b"Daftar Isi" in answer.content
    assert "Buku SOP" in answer["Content-Disposition"]
    again = client.get(f"/sop/buku/{unit}.pdf?kertas=F4", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert sign_in(STRANGER).get(f"/sop/buku/{unit}.pdf").status_code == 404


def test_an_unknown_paper_or_format_is_not_found(in_force, sign_in):
    client = sign_in(CLERK)
    assert client.get(f"/sop/versi/{in_force.pk}/bagan.exe").status_code == 404
    assert client.get(f"/sop/versi/{in_force.pk}/bagan.pdf?kertas=tisu").status_code == 404
