-- What the inbox tells of a case and may keep in memory: when it changes, each task of the case gets
-- another stamp, also those that are done, for a correction may open one again. It is the time in
-- microseconds: a number that was rolled back, or lies in a backup, must not come again.
create function cases_told_anew() returns trigger language plpgsql as $$
begin
    update cases_task set told = extract(epoch from clock_timestamp()) * 1000000
    where agency_id = new.agency_id and case_id = new.id;
    return null;
end $$;

create trigger cases_told_anew after update on cases_case for each row
when ((old.version_id, old.suspended_at is null, old.title, old.year, old.number)
    is distinct from (new.version_id, new.suspended_at is null, new.title, new.year, new.number))
execute function cases_told_anew();
