"""A version goes one way: draft, in force, withdrawn. What was withdrawn comes back as a new one."""

from django.db import migrations

ONE_WAY = """
create function library_one_way() returns trigger language plpgsql as $$
begin
    if (old.status, new.status) not in (('draf', 'berlaku'), ('berlaku', 'dicabut')) then
        raise exception 'a version goes from draft to in force to withdrawn, not from % to %',
            old.status, new.status using errcode = 'TL306';
    end if;
    return new;
end $$;
create trigger one_way before update on library_version
    for each row when (old.status is distinct from new.status)
    execute function library_one_way();
"""


class Migration(migrations.Migration):
    dependencies = [("library", "0002_walls")]
    operations = [
        migrations.RunSQL(
            ONE_WAY,
            "drop trigger one_way on library_version; drop function library_one_way();",
        ),
    ]
