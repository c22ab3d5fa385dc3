"""A session that cannot be written is the server's fault; one that is gone is nobody's."""

from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError, connection, transaction

FULL = """
create function disk_is_full() returns trigger language plpgsql as $$
begin raise exception 'no space left' using errcode = '53100'; end $$;
create trigger disk_is_full before update on django_session
    for each row execute function disk_is_full();
"""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("harm", "told"), [(FULL, OperationalError), ("delete from django_session", UpdateError)]
)
def test_a_full_disk_is_told_apart_from_a_session_that_is_gone(harm, told):
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["tugas-1"] = {"reason": "Perbaiki."}
    session.save()
    with connection.cursor() as cursor:
        cursor.execute(harm)
    session["tugas-1"] = {}
    with pytest.raises(told), transaction.atomic():
        session.save()
