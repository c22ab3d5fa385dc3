"""A draft of one's own: the page says who decides, and the one above finds it in his inbox."""

import pytest
from django.utils import timezone

from tatalaksana.apps.office.models import Account, Holding, Position
from tatalaksana.apps.shared.agency import acting_for
from tests.entrypoints.web.cases.conftest import SK, text_of
from tests.entrypoints.web.conftest import answer


@pytest.fixture
def own(file, at_desk):
    """The analyst has typed the draft and holds, alone, the position that judges it."""
    draft, today = file(SK, 2), timezone.localdate()
    with acting_for(draft.office.agency):
        judging = Position.objects.get(
            agency=draft.office.agency, name__startswith="Kepala Subbagian Pelayanan Publik"
        )
        held = Holding.objects.filter(position=judging.pk)
        held.update(person=Account.objects.get(username="analis.kalbar").person, kind="plt")
        assert held.filter(since__lte=today).exists()
    draft.analyst, draft.kabag = at_desk("analis.kalbar"), at_desk("kabag.kalbar")
    draft.told = draft.analyst.get(answer(draft.analyst, draft.task.pk, "finish").url)
    return draft


def test_the_message_says_that_the_decision_goes_to_the_one_above(own):
    assert "yang membuat konsepnya sendiri; keputusannya sampai pada atasannya" in text_of(own.told)


def test_the_page_of_the_drafter_says_who_decides_and_offers_no_button(own):
    page = own.analyst.get(f"/tugas/{own.task.pk}/").content.decode()
    assert "tidak seorang pun menyetujui konsepnya sendiri" in page
    assert "Bambang Irawan" in page
    assert 'name="jawaban"' not in page
    assert answer(own.analyst, own.task.pk, "approve").status_code == 403
    assert f"/tugas/{own.task.pk}/" not in own.analyst.get("/").content.decode()


def test_the_one_above_finds_it_in_his_inbox_and_decides(own):
    inbox = text_of(own.kabag.get("/"))
    assert "Konsep bawahan yang menunggu keputusan Anda" in inbox
    task = own.task.pk
    page = own.kabag.get(f"/tugas/{task}/").content.decode()
    assert "keputusannya sampai pada Anda sebagai atasannya" in page
    assert 'name="jawaban"' in page
    assert answer(own.kabag, task, "approve").status_code == 302
    assert own.case.row == 4
