"""Who acts, by the calendar day of her own agency."""

from datetime import UTC, date, datetime

import pytest

from tatalaksana.apps.office.models import Account
from tatalaksana.apps.office.queries import holder_at, superiors_of
from tatalaksana.apps.office.seeding import Seat, make_agency, make_unit, seat_people
from tatalaksana.apps.shared.agency import acting_for


@pytest.mark.django_db
def test_a_position_begins_at_midnight_of_the_agencys_own_zone():
    """1 December begins in Jayapura at 15.00 UTC of 30 November."""
    agency = make_agency("Kota Jayapura", "JAYAPURA", "Asia/Jayapura")
    with acting_for(agency):
        unit = make_unit(agency, "Bagian Organisasi", None)
        seat_people(
            agency, Seat(unit=unit, name="Kabag"), [("kabag.jpr", "Yohana")], "!", date(2026, 12, 1)
        )
        account = Account.objects.get(username="kabag.jpr").pk
        before = holder_at(account, agency, datetime(2026, 11, 30, 14, 59, tzinfo=UTC))
        after = holder_at(account, agency, datetime(2026, 11, 30, 15, 0, tzinfo=UTC))
    assert before is not None
    assert before.positions == ()
    assert after is not None
    assert [seat.name for seat in after.positions] == ["Kabag"]


def test_superiors_are_named_from_the_nearest_up(office):
    kalbar = office("KALBAR")
    analyst = kalbar.roles["Analisis Pelayanan Publik"]
    chain = [
        kalbar.roles[role]
        for role in (
            "Kasubbag Pelayanan Publik", "Kabag Ketatalaksanaan", "Karo Organisasi", "Asisten III",
            "Sekda",
        )
    ]  # fmt: skip
    assert list(superiors_of(kalbar.agency, analyst)) == chain
