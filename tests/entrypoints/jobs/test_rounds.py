"""What stops the worker at one office keeps no other office waiting."""

import pytest

from tatalaksana.apps.library.models import Procedure
from tatalaksana.apps.office.queries import agencies
from tatalaksana.entrypoints.jobs import tasks
from tatalaksana.entrypoints.jobs.rounds import each_agency


@pytest.mark.usefixtures("office")
def test_one_agencys_fault_is_raised_after_all_the_others_had_their_turn(office, caplog):
    office("LUMAJANG")
    done = []

    def work(agency):
        done.append((agency.code, Procedure.objects.exclude(agency=agency).exists()))
        if len(done) == 1:
            raise ZeroDivisionError

    with pytest.raises(ExceptionGroup) as raised:
        each_agency(work)
    assert [type(one) for one in raised.value.exceptions] == [ZeroDivisionError]
    assert done == [(one.code, False) for one in agencies()]
    assert done[0][0] in caplog.text


def test_each_timed_round_goes_on_after_an_agency_that_fails(office, monkeypatch):
    office("LUMAJANG")
    seen = []

    def broken(agency, *_args):
        seen.append(agency)
        raise ZeroDivisionError

    rounds = {
        "faults_of_agency": tasks.verify_chains, "send_digests": tasks.morning_digest,
        "look_around": tasks.tell_tasks, "open_due": tasks.open_scheduled,
        "sweep": tasks.sweep_notices,
    }  # fmt: skip
    for name, job in rounds.items():
        seen.clear()
        monkeypatch.setattr(tasks, name, broken)
        with pytest.raises(ExceptionGroup):
            job.func(0)
        assert seen == [one.pk for one in agencies()], name
