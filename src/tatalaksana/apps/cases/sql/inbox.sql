-- A task tells from whom the file came and whether it came back, so that the inbox need not look for
-- the last deed of every case; replaces cases_open_task of corrections.sql.

-- Opens a task for the position of the first role, as the case binds it or else its version; the
-- other roles take part. It is addressed to p_person, or to whoever did this position's work in the
-- case before: where many hold the position, a file that comes back comes back to the same hands, but
-- not to who withdrew it. The deed that opens it is the last event of the case. Its callers set how
-- it is planned.
-- Error TL308: the first role (told as detail) has no position.
create or replace function cases_open_task(
    p_agency bigint, p_case bigint, p_version bigint, p_row integer, p_roles text[],
    p_person bigint, p_at timestamptz, p_allowed integer, p_due timestamptz,
    out r_task bigint, out r_position bigint, out r_person bigint
) language plpgsql as $$
begin
    insert into cases_task (agency_id, case_id, "row", position_id, person_id, sender_id, returned,
            opened_at, allowed, consumed, running_since, due_at, answer)
        select p_agency, p_case, p_row, b.position_id, coalesce(p_person, (
                select t.done_by_id from cases_task t
                where t.case_id = p_case and t.position_id = b.position_id and t.done_at is not null
                    and t.answer not in ('sent_back', 'moved', 'cancelled', 'corrected')
                -- not "order by id": that may walk the primary key of all cases
                order by t.id + 0 desc limit 1)),
            e.actor_id, e.kind in ('returned', 'sent_back'), p_at, p_allowed, 0, p_at, p_due, ''
        from (
            select coalesce(o.position_id, v.position_id) as position_id
            from library_binding v left join cases_casebinding o
                on o.agency_id = p_agency and o.case_id = p_case and o.role = v.role
            where v.agency_id = p_agency and v.version_id = p_version and v.role = p_roles[1]
                and v.confirmed_at is not null
        ) b cross join lateral (
            select d.actor_id, d.kind from cases_event d
            where d.case_id = p_case order by d.seq desc limit 1
        ) e
        returning id, position_id, person_id into r_task, r_position, r_person;
    if r_task is null then
        raise exception 'a role has no position' using errcode = 'TL308', detail = p_roles[1];
    end if;
    if cardinality(p_roles) > 1 then
        insert into cases_participation (agency_id, task_id, position_id)
            select distinct p_agency, r_task, coalesce(o.position_id, v.position_id)
            from library_binding v left join cases_casebinding o
                on o.agency_id = p_agency and o.case_id = p_case and o.role = v.role
            where v.agency_id = p_agency and v.version_id = p_version
                and v.role = any(p_roles[2:]) and v.confirmed_at is not null
                and coalesce(o.position_id, v.position_id) <> r_position;
    end if;
end $$;

-- Whether p_person holds p_position on p_today. A function, so that the inbox sets it up only for a
-- task that was given to somebody else.
create function cases_still_held(p_agency bigint, p_position bigint, p_person bigint, p_today date)
returns boolean language plpgsql stable as $$
begin
    return exists (
        select 1 from office_holding h
        where h.agency_id = p_agency and h.position_id = p_position and h.person_id = p_person
            and h.since <= p_today and (h.until is null or h.until >= p_today)
    );
end $$;
