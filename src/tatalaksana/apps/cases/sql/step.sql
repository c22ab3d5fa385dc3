-- One deed of a case, written whole or not at all, in one round trip.
-- The hash is the same as tatalaksana.core.engine.events.chained computes.

create function cases_hash(
    before text, p_case bigint, p_seq integer, p_kind text, p_row integer, p_to integer,
    p_actor bigint, p_as bigint, p_at timestamptz, p_reason text, p_data text
) returns text language sql immutable parallel safe as $$
    select encode(sha256(convert_to(concat_ws(E'\x1f',
        before, p_case, p_seq, p_kind, p_row, p_to, p_actor, p_as,
        (extract(epoch from p_at) * 1000000)::bigint, p_reason, p_data), 'UTF8')), 'hex')
$$;

-- Opens the next task of a case; p_others are the positions that take part. It is addressed to
-- p_person, or to whoever did this position's work in the case before: where many hold the
-- position, a file that comes back comes back to the same hands.
create function cases_open_task(
    p_agency bigint, p_case bigint, p_row integer, p_position bigint, p_person bigint,
    p_others bigint[], p_at timestamptz, p_allowed integer, p_due timestamptz
) returns bigint language plpgsql as $$
declare
    made bigint;
begin
    insert into cases_task (agency_id, case_id, "row", position_id, person_id, opened_at, allowed,
            due_at, answer)
        values (p_agency, p_case, p_row, p_position, coalesce(p_person, (
                -- not "order by id limit 1": that may walk the primary key of all cases
                select (array_agg(t.done_by_id order by t.id desc))[1] from cases_task t
                where t.case_id = p_case and t.position_id = p_position and t.done_at is not null
                    and t.answer <> 'sent_back')),
            p_at, p_allowed, p_due, '')
        returning id into made;
    if p_others <> '{}' then
        insert into cases_participation (agency_id, task_id, position_id)
            select p_agency, made, other from unnest(p_others) other;
    end if;
    return made;
end $$;

-- A task with everything a deed needs to know: the state of its case, the positions of the roles,
-- and whether it is addressed to p_person (if she holds its position). A function, so that the
-- plan is made once per connection.
create function cases_read_task(p_agency bigint, p_task bigint, p_person bigint, p_today date)
returns table (
    r_id bigint, r_row smallint, r_position bigint, r_done_at timestamptz, r_opened_at timestamptz,
    r_due_at timestamptz, r_person bigint, r_case bigint, r_version bigint, r_seq integer,
    r_case_row smallint, r_rework smallint, r_resume smallint, r_positions json, r_addressed boolean,
    r_waits_for text
) language plpgsql stable as $$
begin
    return query
    select t.id, t."row", t.position_id, t.done_at, t.opened_at, t.due_at, t.person_id,
        c.id, c.version_id, c.seq, c."row", c.rework, c.resume,
        (select json_object_agg(b.role, b.position_id) from library_binding b
            where b.version_id = c.version_id and b.confirmed_at is not null),
        t.person_id is null or t.person_id = p_person or not exists (
            select 1 from office_position s where s.id = t.position_id and s.many
        ) or not exists (
            select 1 from office_holding h where h.position_id = t.position_id
                and h.person_id = t.person_id and h.since <= p_today
                and (h.until is null or h.until >= p_today)
        ),
        (select child.title::text from cases_subcase s join cases_case child on child.id = s.child_id
            where s.parent_id = c.id and s."row" = t."row" and s.waits and child.closed_at is null
            limit 1)
    from cases_task t join cases_case c on c.id = t.case_id
    where t.agency_id = p_agency and t.id = p_task;
end $$;

-- Opens a case: number, case, first event, first task. The same key opens it once.
create function cases_open(
    p_agency bigint, p_version bigint, p_year integer, p_title text, p_row integer,
    p_actor bigint, p_as bigint, p_at timestamptz, p_data text, p_key uuid,
    p_position bigint, p_person bigint, p_others bigint[], p_allowed integer, p_due timestamptz,
    out r_case bigint, out r_year integer, out r_number integer
) language plpgsql as $$
declare
    chain text;
begin
    -- The same click twice at once: the second waits here and then finds the first.
    perform pg_advisory_xact_lock(hashtextextended(p_key::text, p_agency));
    select c.id, c.year, c.number into r_case, r_year, r_number
        from cases_event e join cases_case c on c.id = e.case_id
        where e.agency_id = p_agency and e.key = p_key and e.kind = 'opened'
            and e.actor_id = p_actor and c.version_id = p_version;
    if found then
        return;
    end if;
    insert into cases_counter (agency_id, year, last) values (p_agency, p_year, 1)
        on conflict (agency_id, year) do update set last = cases_counter.last + 1
        returning year, last into r_year, r_number;
    insert into cases_case (agency_id, version_id, year, number, title, "row", seq, rework, resume, head,
            opened_by_id, opened_at)
        values (p_agency, p_version, p_year, r_number, p_title, p_row, 1, 0, 0, '', p_actor, p_at)
        returning id into r_case;
    chain := cases_hash('', r_case, 1, 'opened', 0, p_row, p_actor, p_as, p_at, '', p_data);
    update cases_case set head = chain where id = r_case;
    insert into cases_event (agency_id, case_id, seq, kind, "row", to_row, actor_id, position_id,
            at, waited, prev_row, reason, data, key, hash)
        values (p_agency, r_case, 1, 'opened', 0, p_row, p_actor, p_as, p_at, 0, 0, '', p_data,
            p_key, chain);
    perform cases_open_task(
        p_agency, r_case, p_row, p_position, p_person, p_others, p_at, p_allowed, p_due);
end $$;

-- Ends an open task and opens the next. The same key ends it once and answers the same again.
-- r_seq is null when the task was ended otherwise: by somebody else, or with another answer.
-- Errors: TL305 the case has moved on since it was read; TL307 a sub-case must end first.
create function cases_finish(
    p_agency bigint, p_case bigint, p_task bigint, p_seq integer, p_kind text, p_answer text,
    p_row integer, p_to integer, p_actor bigint, p_as bigint, p_at timestamptz, p_reason text,
    p_data text, p_key uuid, p_resume integer, p_position bigint, p_others bigint[],
    p_allowed integer, p_due timestamptz, out r_seq integer, out r_task bigint,
    out r_repeated boolean
) language plpgsql as $$
declare
    chain text;
    since timestamptz;
begin
    r_repeated := false;
    update cases_task set done_at = p_at, done_by_id = p_actor, answer = p_answer
        where id = p_task and done_at is null returning opened_at into since;
    if not found then
        select e.seq into r_seq from cases_event e
            where e.agency_id = p_agency and e.key = p_key and e.case_id = p_case
                and e.kind = p_kind and e."row" = p_row and e.actor_id = p_actor;
        r_repeated := found;
        return;
    end if;
    r_seq := p_seq + 1;
    update cases_case set "row" = p_to, seq = r_seq,
            rework = rework + (p_answer in ('return', 'sent_back'))::integer, resume = p_resume,
            closed_at = case when p_to = 0 then p_at end,
            head = cases_hash(head, p_case, r_seq, p_kind, p_row, p_to, p_actor, p_as, p_at,
                p_reason, p_data)
        where id = p_case and seq = p_seq returning head into chain;
    if not found then
        raise exception 'case % has moved on', p_case using errcode = 'TL305';
    end if;
    if p_answer in ('finish', 'approve') and exists (
            select 1 from cases_subcase s join cases_case child on child.id = s.child_id
            where s.parent_id = p_case and s."row" = p_row and s.waits
                and child.closed_at is null) then
        raise exception 'case % waits for a sub-case', p_case using errcode = 'TL307';
    end if;
    insert into cases_event (agency_id, case_id, seq, kind, "row", to_row, actor_id, position_id,
            at, waited, prev_row, reason, data, key, hash)
        values (p_agency, p_case, r_seq, p_kind, p_row, p_to, p_actor, p_as, p_at,
            greatest(0, extract(epoch from p_at - since))::integer,
            (select e."row" from cases_event e where e.case_id = p_case and e.seq = p_seq),
            p_reason, p_data, p_key, chain);
    if p_to <> 0 then
        r_task := cases_open_task(
            p_agency, p_case, p_to, p_position, null, p_others, p_at, p_allowed, p_due);
    end if;
end $$;
