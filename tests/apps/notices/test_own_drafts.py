"""Who is to judge the draft of the one below is told of it; who made it is not."""

from datetime import timedelta

from tatalaksana.apps.notices.models import Notice
from tatalaksana.apps.notices.rounds import look_around
from tatalaksana.apps.office.models import Holding, Position

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"


def test_the_one_above_is_told_of_the_draft_that_comes_to_him(run, office, now):
    there = office("KALBAR")
    look_around(there.agency, now - timedelta(hours=2))
    case = run("KALBAR", SK)
    case.forward()
    judging = Position.objects.get(
        agency=there.agency, name__startswith="Kepala Subbagian Pelayanan Publik"
    )
    Holding.objects.filter(position=judging.pk).update(person=case.actor.person, kind="plt")
    case.forward()
    look_around(there.agency, case.now + timedelta(minutes=1))
    told = Notice.objects.filter(task=case.task.pk)
    above = Holding.objects.get(position=judging.superior_id, until=None)
    assert [one.person_id for one in told] == [above.person_id]
