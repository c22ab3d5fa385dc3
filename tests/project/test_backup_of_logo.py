"""The logo of an office is among the files that a backup must hold."""

from django.db import connection

from tatalaksana.apps.office.actions.choose_look import choose_look
from tatalaksana.apps.office.look import Look
from tatalaksana.project.table_data import named_files
from tests.bitmaps import bitmap


def test_a_backup_misses_the_logo_when_its_file_is_gone(office, person, now):
    office("LUMAJANG")
    keeper = person("kasubag.lumajang")
    kept = choose_look(keeper, chosen=Look(), logo=bitmap(30, 30), seen="", now=now)
    connection.ensure_connection()
    assert kept.logo in named_files(connection.connection)
