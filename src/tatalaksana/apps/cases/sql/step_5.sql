-- The functions of the step as they are called by before, looked up by their whole keys, and with
-- events whose key and number are hashed too. What step_4.sql, corrections.sql and unit_calls.sql
-- define is replaced; a process of the version before goes on calling them.
--
-- Keys hold the agency (decision 0034): that a row is found by one key is known to PostgreSQL only
-- where the agency is named. By the number alone it expects several rows, and may read every open
-- task of the database to find one. For the same reason a task that is looked up is found open by
-- num_nonnulls(done_at) = 0: "done_at is null" lets an index of all open tasks seem as good, while there
-- are few, and what is planned then is kept.

-- The hash of an event that follows an event with the hash `before`: what it says, by which click it
-- was written and under which number. Kept in agreement with core.engine.events.chained.
create function cases_hash(
    before text, p_case bigint, p_seq integer, p_kind text, p_row integer, p_to integer,
    p_actor bigint, p_as bigint, p_at timestamptz, p_reason text, p_data text, p_key uuid,
    p_event bigint
) returns text language sql stable parallel safe as $$
    select encode(sha256(convert_to(concat_ws(E'\x1f',
        before, p_case, p_seq, p_kind, p_row, p_to, p_actor, p_as,
        (extract(epoch from p_at) * 1000000)::bigint, p_reason, p_data, p_key, p_event), 'UTF8')),
        'hex')
$$;

-- Opens a task for the position of the first role, as the case binds it or else its version; the
-- other roles take part, and where the row asks all, the task waits for r_awaits of them. It is
-- addressed to p_person, or to whoever did this position's work in the case before: where many hold
-- the position, a file that comes back comes back to the same hands, but not to who withdrew it.
-- p_sender opened it by a deed of p_kind. p_draft is the row whose draft it judges, 0 for none: nobody
-- judges a draft of her own, and a task that she alone could do is for the one above. Its callers set
-- how it is planned.
-- Error TL308: the first role (told as detail) has no position.
create or replace function cases_open_task(
    p_agency bigint, p_case bigint, p_version bigint, p_row integer, p_roles text[],
    p_person bigint, p_at timestamptz, p_allowed integer, p_due timestamptz,
    p_sender bigint, p_kind text, p_draft integer,
    out r_task bigint, out r_position bigint, out r_person bigint, out r_awaits integer,
    out r_drafter bigint
) language plpgsql as $$
begin
    r_awaits := 0;
    if p_draft > 0 then
        r_drafter := cases_drafter(p_case, p_draft);
    end if;
    insert into cases_task (agency_id, case_id, "row", position_id, person_id, sender_id, returned,
            opened_at, allowed, consumed, running_since, due_at, answer, drafter_id, other_eyes)
        select p_agency, p_case, p_row, b.position_id, coalesce(p_person, (
                select t.done_by_id from cases_task t
                where t.case_id = p_case and t.position_id = b.position_id and t.done_at is not null
                    and t.answer not in ('sent_back', 'moved', 'cancelled', 'corrected')
                -- not "order by id": that may walk the primary key of all cases
                order by t.id + 0 desc limit 1)),
            p_sender, p_kind in ('returned', 'sent_back'), p_at, p_allowed, 0, p_at, p_due, '',
            r_drafter,
            case when r_drafter is null then 0
                else cases_other_eyes(p_agency, b.position_id, r_drafter, p_at) end
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
        with part as (
            insert into cases_participation (agency_id, task_id, position_id, required)
                select distinct p_agency, r_task, s.id, not s.many and exists (
                    select 1 from library_jointrow j where j.agency_id = p_agency
                        and j.version_id = p_version and j."row" = p_row)
                from library_binding v left join cases_casebinding o
                    on o.agency_id = p_agency and o.case_id = p_case and o.role = v.role
                join office_position s
                    on s.agency_id = p_agency and s.id = coalesce(o.position_id, v.position_id)
                where v.agency_id = p_agency and v.version_id = p_version
                    and v.role = any(p_roles[2:]) and v.confirmed_at is not null
                    and s.id <> r_position
                returning required
        )
        select count(*) filter (where required) into r_awaits from part;
        if r_awaits > 0 then
            update cases_task set awaits = r_awaits where id = r_task and agency_id = p_agency;
        end if;
    end if;
end $$;

-- Opens a case: number, case, first event, first task. The same key opens it once.
create or replace function cases_open(
    p_agency bigint, p_version bigint, p_year integer, p_title text, p_row integer,
    p_actor bigint, p_as bigint, p_at timestamptz, p_data text, p_key uuid,
    p_roles text[], p_person bigint, p_allowed integer, p_due timestamptz,
    out r_case bigint, out r_year integer, out r_number integer
) language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
    event bigint := nextval('cases_event_id_seq');
    chain text;
begin
    -- The same click twice at once: the second waits here and then finds the first.
    perform pg_advisory_xact_lock(hashtextextended(p_key::text, p_agency));
    select c.id, c.year, c.number into r_case, r_year, r_number
        from cases_event e join cases_case c on c.id = e.case_id and c.agency_id = p_agency
        where e.agency_id = p_agency and e.key = p_key and e.kind = 'opened'
            and e.actor_id = p_actor and c.version_id = p_version;
    if found then
        return;
    end if;
    insert into cases_counter (agency_id, year, last) values (p_agency, p_year, 1)
        on conflict (agency_id, year) do update set last = cases_counter.last + 1
        returning year, last into r_year, r_number;
    insert into cases_case (agency_id, version_id, year, number, title, "row", seq, rework, resume,
            head, opened_by_id, opened_at)
        values (p_agency, p_version, p_year, r_number, p_title, p_row, 1, 0, 0, '', p_actor, p_at)
        returning id into r_case;
    chain := cases_hash('', r_case, 1, 'opened', 0, p_row, p_actor, p_as, p_at, '', p_data, p_key,
        event);
    update cases_case set head = chain where id = r_case and agency_id = p_agency;
    insert into cases_event (id, agency_id, case_id, seq, kind, "row", to_row, actor_id, position_id,
            at, waited, prev_row, reason, data, key, hash)
        values (event, p_agency, r_case, 1, 'opened', 0, p_row, p_actor, p_as, p_at, 0, 0, '', p_data,
            p_key, chain);
    perform cases_open_task(
        p_agency, r_case, p_version, p_row, p_roles, p_person, p_at, p_allowed, p_due,
        p_actor, 'opened', 0);
end $$;

-- A task with everything a deed needs to know, whether it is addressed to p_person (if she holds its
-- position), and how many parts of others it waits for. One row; all null when the agency has no such
-- task.
create or replace function cases_read_task(
    p_agency bigint, p_task bigint, p_person bigint, p_today date,
    out r_id bigint, out r_row smallint, out r_position bigint, out r_done_at timestamptz,
    out r_opened_at timestamptz, out r_due_at timestamptz, out r_person bigint, out r_taken boolean,
    out r_allowed integer, out r_consumed integer, out r_running_since timestamptz, out r_outside boolean,
    out r_case bigint, out r_version bigint, out r_seq integer, out r_head text, out r_case_row smallint,
    out r_rework smallint, out r_resume smallint, out r_suspended boolean,
    out r_deed_row smallint, out r_asked smallint, out r_drafter bigint,
    out r_addressed boolean, out r_waits_for text, out r_awaits smallint
) language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
    select t.id, t."row", t.position_id, t.done_at, t.opened_at, t.due_at, t.person_id,
            t.taken, t.allowed, t.consumed, t.running_since, t.outside, c.id, c.version_id, c.seq,
            c.head, c."row", c.rework, c.resume, c.suspended_at is not null, c.deed_row, t.asked,
            t.drafter_id, t.awaits
        into r_id, r_row, r_position, r_done_at, r_opened_at, r_due_at, r_person, r_taken,
            r_allowed, r_consumed, r_running_since, r_outside, r_case, r_version, r_seq, r_head,
            r_case_row, r_rework, r_resume, r_suspended, r_deed_row, r_asked, r_drafter,
            r_awaits
        from cases_task t join cases_case c on c.agency_id = p_agency and c.id = t.case_id
        where t.agency_id = p_agency and t.id = p_task;
    r_addressed := true;
    if r_person <> p_person then
        r_addressed := not r_taken and not exists (
                select from office_position s
                where s.agency_id = p_agency and s.id = r_position and s.many
            ) or not exists (
                select 1 from office_holding h where h.position_id = r_position
                    and h.person_id = r_person and h.since <= p_today
                    and (h.until is null or h.until >= p_today)
            );
    end if;
    if exists (select 1 from cases_subcase s where s.parent_id = r_case) then
        select child.title into r_waits_for
            from cases_subcase s
            join cases_case child on child.agency_id = p_agency and child.id = s.child_id
            where s.parent_id = r_case and s."row" = r_row and s.waits and child.closed_at is null
            limit 1;
    end if;
end $$;

-- Ends an open task and opens the next; p_version is the one the case goes on by, p_before the row
-- of its last deed, known together with p_seq and p_head: two histories of the same length are not the
-- same. Whoever opens a task is told all of it. The same key ends it once and answers the same again.
-- r_seq is null when the task was ended otherwise: by somebody else, or with another answer.
-- Errors: TL305 the case has moved on since it was known so; TL307 a sub-case must end first; TL313
-- the part of another performer is still to be done; TL308 the next role has no position.
create or replace function cases_finish(
    p_agency bigint, p_case bigint, p_version bigint, p_task bigint, p_seq integer, p_head text,
    p_kind text, p_answer text, p_row integer, p_to integer, p_actor bigint, p_as bigint,
    p_at timestamptz, p_reason text, p_data text, p_key uuid, p_resume integer, p_roles text[],
    p_allowed integer, p_due timestamptz, p_before integer, p_draft integer,
    out r_seq integer, out r_head text, out r_task bigint, out r_position bigint,
    out r_person bigint, out r_awaits integer, out r_drafter bigint, out r_repeated boolean
) language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
    event bigint := nextval('cases_event_id_seq');
    since timestamptz;
    waits boolean;
    parts integer;
    opened record;
begin
    r_repeated := false;
    update cases_task set done_at = p_at, done_by_id = p_actor, answer = p_answer
        where agency_id = p_agency and id = p_task and num_nonnulls(done_at) = 0
        returning opened_at, awaits
        into since, parts;
    if not found then
        select e.seq into r_seq from cases_event e
            where e.agency_id = p_agency and e.key = p_key and e.case_id = p_case
                and e.kind = p_kind and e."row" = p_row and e.actor_id = p_actor;
        r_repeated := found;
        return;
    end if;
    r_seq := p_seq + 1;
    update cases_case set "row" = p_to, seq = r_seq, version_id = p_version,
            rework = rework + (p_answer in ('return', 'sent_back'))::integer, resume = p_resume,
            closed_at = case when p_to = 0 then p_at end, deed_row = p_row, suspended_at = null,
            cancelled = p_answer = 'cancelled',
            head = cases_hash(head, p_case, r_seq, p_kind, p_row, p_to, p_actor, p_as, p_at,
                p_reason, p_data, p_key, event)
        where id = p_case and agency_id = p_agency and seq = p_seq and head = p_head
        returning head, exists (
            select from cases_subcase s
            where s.parent_id = p_case and s."row" = p_row and s.waits and (
                select child.closed_at is null from cases_case child
                where child.id = s.child_id and child.agency_id = p_agency))
        into r_head, waits;
    if not found then
        raise exception 'case % has moved on', p_case using errcode = 'TL305';
    end if;
    if waits and p_answer in ('finish', 'approve') then
        raise exception 'case % waits for a sub-case', p_case using errcode = 'TL307';
    end if;
    if parts > 0 and p_answer in ('finish', 'approve') then
        raise exception 'case % waits for its performers', p_case using errcode = 'TL313';
    end if;
    insert into cases_event (id, agency_id, case_id, seq, kind, "row", to_row, actor_id, position_id,
            at, waited, prev_row, reason, data, key, hash)
        values (event, p_agency, p_case, r_seq, p_kind, p_row, p_to, p_actor, p_as, p_at,
            greatest(0, extract(epoch from p_at - since))::integer,
            p_before, p_reason, p_data, p_key, r_head);
    if p_to <> 0 then
        opened := cases_open_task(
            p_agency, p_case, p_version, p_to, p_roles, null, p_at, p_allowed, p_due, p_actor,
            p_kind, p_draft);
        r_task := opened.r_task;
        r_position := opened.r_position;
        r_person := opened.r_person;
        r_awaits := opened.r_awaits;
        r_drafter := opened.r_drafter;
    end if;
end $$;

-- Writes a note: an event that leaves the task open and changes its clock alone; prev_row stays the
-- row of the last deed, which a note is not. p_person: whom an address names. p_seq is the last event
-- that was read, or null to write after whatever came last. The same key writes once.
-- Errors: TL305 the case has moved on, or the task is not open any more.
create or replace function cases_note(
    p_agency bigint, p_case bigint, p_task bigint, p_seq integer, p_kind text, p_actor bigint,
    p_as bigint, p_at timestamptz, p_reason text, p_data text, p_key uuid, p_allowed integer,
    p_consumed integer, p_running_since timestamptz, p_due timestamptz,
    p_person bigint default null
) returns integer language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
    event bigint := nextval('cases_event_id_seq');
    told cases_case%rowtype;
    before integer;
begin
    -- First the task, then its case, as every deed does: two deeds never wait for each other.
    perform from cases_task where agency_id = p_agency and id = p_task for no key update;
    select * into told from cases_case where agency_id = p_agency and id = p_case
        for no key update;
    select e.seq into before from cases_event e
        where e.agency_id = p_agency and e.key = p_key and e.case_id = p_case and e.kind = p_kind;
    if found then
        return before;
    end if;
    update cases_task set allowed = p_allowed, consumed = p_consumed,
            running_since = p_running_since, due_at = p_due,
            outside = case p_kind when 'held' then true when 'released' then false else outside end,
            person_id = case p_kind when 'addressed' then p_person else person_id end,
            taken = case p_kind when 'addressed' then p_person is not null else taken end,
            asked = asked + case p_kind when 'consulted' then 1 when 'opinion' then -1
                when 'called_off' then -1 else 0 end
        where agency_id = p_agency and id = p_task and case_id = p_case
                and num_nonnulls(done_at) = 0;
    if not found or told.seq <> coalesce(p_seq, told.seq) then
        raise exception 'case % has moved on', p_case using errcode = 'TL305';
    end if;
    update cases_case set seq = told.seq + 1,
            suspended_at = case p_kind when 'suspended' then p_at when 'resumed' then null
                else told.suspended_at end,
            head = cases_hash(told.head, p_case, told.seq + 1, p_kind, told."row", told."row",
                p_actor, p_as, p_at, p_reason, p_data, p_key, event)
        where agency_id = p_agency and id = p_case returning head into told.head;
    insert into cases_event (id, agency_id, case_id, seq, kind, "row", to_row, actor_id, position_id,
            at, waited, prev_row, reason, data, key, hash)
        values (event, p_agency, p_case, told.seq + 1, p_kind, told."row", told."row", p_actor, p_as, p_at,
            0, told.deed_row, p_reason, p_data, p_key, told.head);
    return told.seq + 1;
end $$;

-- Takes back the last deed of a case that stands: p_task, the task it opened, ends; p_again, the
-- task it ended, is open again with the clock it had. Nothing is removed: the correction is an event
-- and names the deed (p_corrects). p_task is null where the deed had ended the case. The state the
-- case had before comes from its events; p_seq is the last one that was read. The same key corrects
-- once and answers the same again.
-- Errors: TL305 the case has moved on, or a task is not what it was; TL311 a case that waited for
-- this one to end has gone on.
create or replace function cases_correct(
    p_agency bigint, p_case bigint, p_task bigint, p_again bigint, p_seq integer, p_corrects integer,
    p_row integer, p_to integer, p_rework integer, p_resume integer, p_before integer,
    p_actor bigint, p_as bigint, p_at timestamptz, p_reason text, p_data text, p_key uuid,
    p_allowed integer, p_consumed integer, p_running_since timestamptz, p_due timestamptz,
    out r_seq integer, out r_repeated boolean
) language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
    event bigint := nextval('cases_event_id_seq');
    told cases_case%rowtype;
    link cases_subcase%rowtype;
begin
    -- First the tasks, then their case, as every deed does; a case above it last.
    perform from cases_task where agency_id = p_agency and id in (p_task, p_again) order by id
        for no key update;
    select * into told from cases_case where agency_id = p_agency and id = p_case
        for no key update;
    select e.seq into r_seq from cases_event e
        where e.agency_id = p_agency and e.key = p_key and e.case_id = p_case
            and e.kind = 'corrected' and e.actor_id = p_actor;
    r_repeated := found;
    if r_repeated then
        return;
    end if;
    if told.seq <> p_seq then
        raise exception 'case % has moved on', p_case using errcode = 'TL305';
    end if;
    if p_task is null then
        select * into link from cases_subcase
            where agency_id = p_agency and child_id = p_case and waits;
        if found and not exists (
                select 1 from (
                    select "row" from cases_case where agency_id = p_agency and id = link.parent_id
                        for no key update
                ) parent where parent."row" = link."row") then
            raise exception 'case % has gone on', link.parent_id using errcode = 'TL311';
        end if;
    else
        update cases_task set done_at = p_at, done_by_id = p_actor, answer = 'corrected'
            where agency_id = p_agency and id = p_task and case_id = p_case
                and num_nonnulls(done_at) = 0;
        if not found then
            raise exception 'case % has moved on', p_case using errcode = 'TL305';
        end if;
    end if;
    update cases_task set done_at = null, done_by_id = null, answer = '', allowed = p_allowed,
            consumed = p_consumed, running_since = p_running_since, due_at = p_due
        where agency_id = p_agency and id = p_again and case_id = p_case and done_at is not null;
    if not found then
        raise exception 'case % has moved on', p_case using errcode = 'TL305';
    end if;
    r_seq := p_seq + 1;
    update cases_case set "row" = p_to, seq = r_seq, rework = p_rework, resume = p_resume,
            closed_at = null, deed_row = p_before,
            head = cases_hash(told.head, p_case, r_seq, 'corrected', p_row, p_to, p_actor, p_as,
                p_at, p_reason, p_data, p_key, event)
        where agency_id = p_agency and id = p_case returning head into told.head;
    insert into cases_event (id, agency_id, case_id, seq, kind, "row", to_row, actor_id, position_id,
            at, waited, prev_row, reason, data, key, hash, corrects)
        values (event, p_agency, p_case, r_seq, 'corrected', p_row, p_to, p_actor, p_as, p_at, 0,
            told.deed_row, p_reason, p_data, p_key, told.head, p_corrects);
end $$;

-- Opens one case for each of p_units, all in one go: numbers in a row, cases, their first events and
-- tasks, the position that answers for p_roles[1] in each. The i-th members of the arrays belong
-- together; p_data holds the data of each opening event. Whoever calls it has seen to it that the
-- same click comes once. Answers the cases in the order of p_units.
create or replace function cases_open_many(
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
    insert into cases_event (id, agency_id, case_id, seq, kind, "row", to_row, actor_id, position_id,
            at, waited, prev_row, reason, data, key, hash)
        select g.event, p_agency, g.id, 1, 'opened', 0, p_row, p_actor, p_as, p_at, 0, 0, '', g.data,
            g.key, cases_hash('', g.id, 1, 'opened', 0, p_row, p_actor, p_as, p_at, '', g.data,
                g.key, g.event)
        from (
            select nextval('cases_event_id_seq') as event, u.id, u.data, u.key
            from unnest(made, p_data, p_keys) u(id, data, key)
        ) g;
    update cases_case c set head = e.hash
        from cases_event e
        where c.agency_id = p_agency and c.id = any(made) and e.case_id = c.id and e.seq = 1
            and e.agency_id = p_agency;
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
            join office_position s on s.agency_id = p_agency and s.id = b.position_id
            where t.case_id = any(made);
        update cases_task t set awaits = (
                select count(*) from cases_participation p where p.task_id = t.id and p.required)
            where t.case_id = any(made);
    end if;
    return made;
end $$;
