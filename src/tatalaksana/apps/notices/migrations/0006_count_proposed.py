"""A team that is proposed is unread although the step it was proposed in is done."""

from django.db import migrations

COUNT = """
create or replace function notices_count_unread(
    p_agency bigint, p_person bigint, p_looked_at integer
) returns bigint language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
set enable_sort = off as $$
begin
    return (
        select count(*) from (
            select n.task_id, n.kind from notices_notice n
            where n.agency_id = p_agency and n.person_id = p_person and n.read_at is null
            order by n.made_at desc limit p_looked_at
        ) n join cases_task t on t.id = n.task_id
        where t.done_at is null or n.kind in ('withdrawn', 'called_off', 'proposed')
    );
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0005_count_called_off"), ("cases", "0015_teams")]
    operations = [migrations.RunSQL(COUNT, migrations.RunSQL.noop)]
