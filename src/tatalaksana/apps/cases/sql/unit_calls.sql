-- Many cases of one procedure at once, each for a unit of its own; and a task opens for the position
-- that its case binds the role to, where it binds it otherwise than its version.
-- Replaces cases_open_task of step_4.sql.

create or replace function cases_open_task(
    p_agency bigint, p_case bigint, p_version bigint, p_row integer, p_roles text[],
    p_person bigint, p_at timestamptz, p_allowed integer, p_due timestamptz,
    out r_task bigint, out r_position bigint, out r_person bigint
) language plpgsql as $$
begin
    insert into cases_task (agency_id, case_id, "row", position_id, person_id, opened_at, allowed,
            consumed, running_since, due_at, answer)
        select p_agency, p_case, p_row, b.position_id, coalesce(p_person, (
                select t.done_by_id from cases_task t
                where t.case_id = p_case and t.position_id = b.position_id and t.done_at is not null
                    and t.answer not in ('sent_back', 'moved', 'cancelled')
                -- not "order by id": that may walk the primary key of all cases
                order by t.id + 0 desc limit 1)),
            p_at, p_allowed, 0, p_at, p_due, ''
        from (
            select coalesce(o.position_id, v.position_id) as position_id
            from library_binding v left join cases_casebinding o
                on o.agency_id = p_agency and o.case_id = p_case and o.role = v.role
            where v.agency_id = p_agency and v.version_id = p_version and v.role = p_roles[1]
                and v.confirmed_at is not null
        ) b
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

-- Opens one case for each of p_units, all in one go: numbers in a row, cases, their first events and
-- tasks, the position that answers for p_roles[1] in each. The i-th members of the arrays belong
-- together; p_data holds the data of each opening event. Whoever calls it has seen to it that the
-- same click comes once. Answers the cases in the order of p_units.
create function cases_open_many(
    p_agency bigint, p_call bigint, p_version bigint, p_year integer, p_row integer,
    p_actor bigint, p_as bigint, p_at timestamptz, p_roles text[], p_allowed integer,
    p_due timestamptz, p_units bigint[], p_positions bigint[], p_titles text[], p_data text[],
    p_keys uuid[]
) returns bigint[] language plpgsql
set plan_cache_mode = force_generic_plan as $$
declare
    top integer;
    made bigint[];
begin
    insert into cases_counter (agency_id, year, last)
        values (p_agency, p_year, cardinality(p_units))
        on conflict (agency_id, year)
            do update set last = cases_counter.last + cardinality(p_units)
        returning last - cardinality(p_units) into top;
    with opened as (
        insert into cases_case (agency_id, version_id, year, number, title, "row", seq, rework,
                resume, head, opened_by_id, opened_at)
            select p_agency, p_version, p_year, top + g.place, g.title, p_row, 1, 0, 0, '', p_actor,
                p_at
            from unnest(p_titles) with ordinality g(title, place) order by g.place
            returning id, number
    )
    select array_agg(id order by number) into made from opened;
    insert into cases_event (agency_id, case_id, seq, kind, "row", to_row, actor_id, position_id,
            at, waited, prev_row, reason, data, key, hash)
        select p_agency, g.id, 1, 'opened', 0, p_row, p_actor, p_as, p_at, 0, 0, '', g.data, g.key,
            cases_hash('', g.id, 1, 'opened', 0, p_row, p_actor, p_as, p_at, '', g.data)
        from unnest(made, p_data, p_keys) g(id, data, key);
    update cases_case c set head = e.hash
        from cases_event e where c.id = any(made) and e.case_id = c.id and e.seq = 1;
    insert into cases_casebinding (agency_id, case_id, role, position_id)
        select p_agency, g.id, p_roles[1], g.position from unnest(made, p_positions) g(id, position);
    insert into cases_calledunit (agency_id, call_id, unit_id, case_id)
        select p_agency, p_call, g.unit, g.id from unnest(p_units, made) g(unit, id);
    insert into cases_task (agency_id, case_id, "row", position_id, opened_at, allowed, consumed,
            running_since, due_at, answer)
        select p_agency, g.id, p_row, g.position, p_at, p_allowed, 0, p_at, p_due, ''
        from unnest(made, p_positions) g(id, position);
    if cardinality(p_roles) > 1 then
        insert into cases_participation (agency_id, task_id, position_id)
            select distinct p_agency, t.id, b.position_id
            from cases_task t join library_binding b
                on b.agency_id = p_agency and b.version_id = p_version
                and b.role = any(p_roles[2:]) and b.confirmed_at is not null
                and b.position_id <> t.position_id
            where t.case_id = any(made);
    end if;
    return made;
end $$;
