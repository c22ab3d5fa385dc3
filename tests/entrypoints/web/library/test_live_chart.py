"""The chart of what is typed: drawn without saving, for keepers alone."""

from dataclasses import replace

import pytest

from tatalaksana.apps.library.actions.correct import correct
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import content_of
from tatalaksana.apps.shared.agency import acting_for
from tests.entrypoints.web.library.forms import form_of
from tests.entrypoints.web.library.pages import CLERK, KEEPER, STRANGER


@pytest.fixture
def drawn(sign_in, draft):
    """Send the review form with some fields typed anew; return the answer."""

    def send(**typed):
        client = sign_in(KEEPER)
        form = form_of(client.get(f"/sop/versi/{draft.pk}/tinjau/"))
        form |= {name.replace("_", "-"): [value] for name, value in typed.items()}
        return client.post(f"/sop/versi/{draft.pk}/tinjau/bagan/", form)

    return send


def test_the_chart_shows_what_is_typed_and_nothing_is_saved(drawn, draft):
    answer = drawn(step_1_activities="Menerima tamu dari kecamatan")
    assert answer.status_code == 200
    assert "Menerima tamu" in answer.content.decode()
    with acting_for(draft.agency_id):
        assert content_of(Version.objects.get(pk=draft.pk)) == content_of(draft)


def test_what_cannot_be_drawn_is_told_in_a_sentence(drawn):
    answer = drawn(step_1_activities="", step_1_value="banyak")
    assert answer.status_code == 422
    assert answer.content.decode() == "Bagan menunggu: 2 isian perlu dibetulkan."


@pytest.mark.parametrize(("who", "answer"), [(CLERK, 403), (STRANGER, 404)])
def test_others_may_not_draw_it(who, answer, sign_in, draft):
    assert sign_in(who).post(f"/sop/versi/{draft.pk}/tinjau/bagan/", {}).status_code == answer


def test_two_versions_stand_side_by_side_with_what_changed_marked(sign_in, person, draft, now):
    content = content_of(draft)
    first, *rest = content.steps
    noted = replace(content, steps=(replace(first, note="Paling lambat pukul 10"), *rest))
    correct(person(KEEPER), version=draft.pk, content=noted, now=now)
    address = f"/sop/{draft.procedure_id}/banding/?lama=1&baru=2"
    page = sign_in(KEEPER).get(address).content.decode()
    assert page.count('class="step step--changed"') == 2
    assert 'id="lama-1"' in page
    assert 'id="baru-1"' in page
