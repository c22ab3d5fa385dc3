"""The agency wall, and a version in force that stays as it is."""

from django.db import migrations

from tatalaksana.apps.shared.agency import policy

KEEP = """
create function library_keep_version() returns trigger language plpgsql as $$
begin
    if old.status <> 'draf' and (new.content <> old.content or new.number <> old.number
            or new.procedure_id <> old.procedure_id or new.status = 'draf') then
        raise exception 'a version that has been in force is never edited'
            using errcode = 'TL306';
    end if;
    return new;
end $$;
create trigger keep_version before update on library_version
    for each row execute function library_keep_version();
"""


class Migration(migrations.Migration):
    dependencies = [("library", "0001_initial"), ("shared", "0002_walls")]
    operations = [
        policy("library_source", "library_procedure", "library_version", "library_binding"),
        migrations.RunSQL(
            KEEP,
            "drop trigger keep_version on library_version; drop function library_keep_version();",
        ),
    ]
