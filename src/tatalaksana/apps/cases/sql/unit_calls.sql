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
    insert into cases_task (agency_id, case_id, "row", position_id, sender_id, opened_at, allowed,
            consumed, running_since, due_at, answer)
        select p_agency, g.id, p_row, g.position, p_actor, p_at, p_allowed, 0, p_at, p_due, ''
        from unnest(made, p_positions) g(id, position);
    if cardinality(p_roles) > 1 then
        insert into cases_participation (agency_id, task_id, position_id, required)
            select distinct p_agency, t.id, s.id, not s.many and exists (
                select 1 from library_jointrow j where j.agency_id = p_agency
                    and j.version_id = p_version and j."row" = p_row)
            from cases_task t join library_binding b
                on b.agency_id = p_agency and b.version_id = p_version
                and b.role = any(p_roles[2:]) and b.confirmed_at is not null
                and b.position_id <> t.position_id
            join office_position s on s.id = b.position_id
            where t.case_id = any(made);
        update cases_task t set awaits = (
                select count(*) from cases_participation p where p.task_id = t.id and p.required)
            where t.case_id = any(made);
    end if;
    return made;
end $$;
