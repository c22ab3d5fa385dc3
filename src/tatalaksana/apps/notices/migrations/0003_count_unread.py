"""The counter of every page reads the latest unread notices in the order of their index."""

from django.db import migrations

# A wall's comparison lets the planner expect few rows, and sort all there are; so the function says
# what is not to be done.
COUNT = """
create function notices_count_unread(p_agency bigint, p_person bigint, p_looked_at integer)
returns bigint language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
set enable_sort = off as $$
begin
    return (
        select count(*) from (
            select n.task_id from notices_notice n
            where n.agency_id = p_agency and n.person_id = p_person and n.read_at is null
            order by n.made_at desc limit p_looked_at
        ) n join cases_task t on t.id = n.task_id and t.done_at is null
    );
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_unread_in_order")]
    operations = [migrations.RunSQL(COUNT, "drop function notices_count_unread")]
