"""A team is asked for from the task of a case, and decided by a keeper of the office."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tatalaksana.apps.cases.models import Team, TeamDecree
from tatalaksana.apps.office.models import Holding, Position
from tatalaksana.apps.shared.agency import acting_for
from tests.entrypoints.web.cases.conftest import SK, text_of

ACTOR = "analis.kalbar"


@pytest.fixture
def asked(file, at_desk):
    """The last step of the SOP on decrees, and what the form of a team would send."""
    draft = file(SK, 9)
    client, there = at_desk(ACTOR), f"/tugas/{draft.task.pk}/"
    paper = SimpleUploadedFile("sk.pdf", b"SK", "application/pdf")
    client.post(there + "lampirkan/", {"nama_lain": "SK Tim", "lain": paper})
    page = client.get(there + "tim/").content.decode()
    people = re.findall(r'name="members" value="(\d+)"', page)
    document = re.search(r'name="document".*?<option value="(\d+)"', page, re.S)[1]
    today = timezone.localdate()
    said = {
        "kunci": str(uuid4()),
        "name": "Tim SKM 2027",
        "document": document,
        "chair": people[0],
        "secretary": people[1],
        "members": people[2:4],
        "since": today.isoformat(),
        "until": (today + timedelta(days=60)).isoformat(),
    }
    return draft, there, said


def keeper_of(draft):
    with acting_for(draft.office.agency):
        seat = Position.objects.filter(agency=draft.office.agency, keeps_office=True).first()
        return Holding.objects.filter(position=seat).first().person.account.username


def test_a_team_is_asked_for_approved_and_becomes_a_position(asked, at_desk):
    draft, there, said = asked
    client = at_desk(ACTOR)
    assert "Bentuk tim dari berkas ini" in text_of(client.get(there))
    told = text_of(client.post(there + "tim/", said, follow=True))
    assert "Usulan tim dikirim kepada pengelola kantor." in told
    assert "menunggu pengelola kantor" in told
    keeper = at_desk(keeper_of(draft))
    page = keeper.get("/tim/")
    assert "Tim SKM 2027" in text_of(page)
    decide = re.search(r'action="(/tim/\d+/)"', page.content.decode())[1]
    done = {"kunci": str(uuid4()), "putusan": "setuju"}
    assert "Tim SKM 2027 dibentuk" in text_of(keeper.post(decide, done, follow=True))
    assert keeper.post(decide, done | {"kunci": str(uuid4())}).status_code == 422
    with acting_for(draft.office.agency):
        team = Team.objects.get()
        assert Holding.objects.filter(position=team.seat_id).count() == 4
    history = text_of(client.get(draft.address))
    assert "Langkah 9: pembentukan Tim SKM 2027 diusulkan" in history
    assert "Tim SKM 2027 dibentuk menurut SK berkas ini" in history


def test_a_keeper_refuses_with_a_reason_that_the_asker_reads(asked, at_desk):
    draft, there, said = asked
    at_desk(ACTOR).post(there + "tim/", said)
    keeper = at_desk(keeper_of(draft))
    decide = re.search(r'action="(/tim/\d+/)"', keeper.get("/tim/").content.decode())[1]
    refused = keeper.post(decide, {"putusan": "tolak", "alasan": " ", "kunci": str(uuid4())})
    assert refused.status_code == 422
    keeper.post(decide, {"putusan": "tolak", "alasan": "Nomor keliru.", "kunci": str(uuid4())})
    assert "Nomor keliru." in text_of(at_desk(ACTOR).get(there))


def test_what_is_no_team_is_refused_and_stays_in_the_form(asked, at_desk):
    draft, there, said = asked
    page = at_desk(ACTOR).post(there + "tim/", said | {"secretary": said["chair"]})
    assert page.status_code == 422
    assert "Ketua dan sekretaris orang yang sama." in text_of(page)
    assert 'value="Tim SKM 2027"' in page.content.decode()
    with acting_for(draft.office.agency):
        assert not TeamDecree.objects.exists()


def test_only_keepers_of_the_office_decide_and_only_who_has_the_task_asks(asked, at_desk):
    _, there, said = asked
    stranger = at_desk("sekda.kalbar")
    assert stranger.get("/tim/").status_code == 403
    assert stranger.post("/tim/1/", {"putusan": "setuju"}).status_code == 403
    assert stranger.post(there + "tim/", said).status_code in {403, 404}
