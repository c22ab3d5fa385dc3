-- The step that may go by what was known of its task before, for a case that may bind roles of its
-- own, ask opinions, wait for the parts of several, and keep a drafter from judging her draft.
-- Replaces the functions of step_3.sql and cases_open of step_2.sql.

drop function cases_finish;
drop function cases_note;
drop function cases_open;
drop function cases_open_task;
drop function cases_read_task;

-- Opens a task for the position of the first role, as the case binds it or else its version; the
-- other roles take part, and where the row asks all, the task waits for r_awaits of them. It is
-- addressed to p_person, or to whoever did this position's work in the case before: where many hold
-- the position, a file that comes back comes back to the same hands, but not to who withdrew it.
-- p_sender opened it by a deed of p_kind. p_draft is the row whose draft it judges, 0 for none: nobody
-- judges a draft of her own, and a task that she alone could do is for the one above. Its callers set
-- how it is planned.
-- Error TL308: the first role (told as detail) has no position.
create function cases_open_task(
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
                join office_position s on s.id = coalesce(o.position_id, v.position_id)
                where v.agency_id = p_agency and v.version_id = p_version
                    and v.role = any(p_roles[2:]) and v.confirmed_at is not null
                    and s.id <> r_position
                returning required
        )
        select count(*) filter (where required) into r_awaits from part;
        if r_awaits > 0 then
            update cases_task set awaits = r_awaits where id = r_task;
        end if;
    end if;
end $$;

-- Opens a case: number, case, first event, first task. The same key opens it once.
create function cases_open(
    p_agency bigint, p_version bigint, p_year integer, p_title text, p_row integer,
    p_actor bigint, p_as bigint, p_at timestamptz, p_data text, p_key uuid,
    p_roles text[], p_person bigint, p_allowed integer, p_due timestamptz,
    out r_case bigint, out r_year integer, out r_number integer
) language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
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
    insert into cases_case (agency_id, version_id, year, number, title, "row", seq, rework, resume,
            head, opened_by_id, opened_at)
        values (p_agency, p_version, p_year, r_number, p_title, p_row, 1, 0, 0, '', p_actor, p_at)
        returning id into r_case;
    chain := cases_hash('', r_case, 1, 'opened', 0, p_row, p_actor, p_as, p_at, '', p_data);
    update cases_case set head = chain where id = r_case;
    insert into cases_event (agency_id, case_id, seq, kind, "row", to_row, actor_id, position_id,
            at, waited, prev_row, reason, data, key, hash)
        values (p_agency, r_case, 1, 'opened', 0, p_row, p_actor, p_as, p_at, 0, 0, '', p_data,
            p_key, chain);
    perform cases_open_task(
        p_agency, r_case, p_version, p_row, p_roles, p_person, p_at, p_allowed, p_due,
        p_actor, 'opened', 0);
end $$;

-- A task with everything a deed needs to know, whether it is addressed to p_person (if she holds its
-- position), and how many parts of others it waits for. One row; all null when the agency has no such
-- task.
create function cases_read_task(
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
        from cases_task t join cases_case c on c.id = t.case_id
        where t.id = p_task and t.agency_id = p_agency;
    r_addressed := true;
    if r_person <> p_person then
        r_addressed := not r_taken and not exists (
                select 1 from office_position s where s.id = r_position and s.many
            ) or not exists (
                select 1 from office_holding h where h.position_id = r_position
                    and h.person_id = r_person and h.since <= p_today
                    and (h.until is null or h.until >= p_today)
            );
    end if;
    if exists (select 1 from cases_subcase s where s.parent_id = r_case) then
        select child.title into r_waits_for
            from cases_subcase s join cases_case child on child.id = s.child_id
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
create function cases_finish(
    p_agency bigint, p_case bigint, p_version bigint, p_task bigint, p_seq integer, p_head text,
    p_kind text, p_answer text, p_row integer, p_to integer, p_actor bigint, p_as bigint,
    p_at timestamptz, p_reason text, p_data text, p_key uuid, p_resume integer, p_roles text[],
    p_allowed integer, p_due timestamptz, p_before integer, p_draft integer,
    out r_seq integer, out r_head text, out r_task bigint, out r_position bigint,
    out r_person bigint, out r_awaits integer, out r_drafter bigint, out r_repeated boolean
) language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
    since timestamptz;
    waits boolean;
    parts integer;
begin
    r_repeated := false;
    update cases_task set done_at = p_at, done_by_id = p_actor, answer = p_answer
        where id = p_task and done_at is null returning opened_at, awaits
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
                p_reason, p_data)
        where id = p_case and seq = p_seq and head = p_head
        returning head, exists (
            select 1 from cases_subcase s join cases_case child on child.id = s.child_id
            where s.parent_id = p_case and s."row" = p_row and s.waits and child.closed_at is null)
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
    insert into cases_event (agency_id, case_id, seq, kind, "row", to_row, actor_id, position_id,
            at, waited, prev_row, reason, data, key, hash)
        values (p_agency, p_case, r_seq, p_kind, p_row, p_to, p_actor, p_as, p_at,
            greatest(0, extract(epoch from p_at - since))::integer,
            p_before, p_reason, p_data, p_key, r_head);
    if p_to <> 0 then
        select o.r_task, o.r_position, o.r_person, o.r_awaits, o.r_drafter
            into r_task, r_position, r_person, r_awaits, r_drafter
            from cases_open_task(
                p_agency, p_case, p_version, p_to, p_roles, null, p_at, p_allowed, p_due,
                p_actor, p_kind, p_draft) o;
    end if;
end $$;

-- Writes a note: an event that leaves the task open and changes its clock alone; prev_row stays the
-- row of the last deed, which a note is not. p_person: whom an address names. p_seq is the last event
-- that was read, or null to write after whatever came last. The same key writes once.
-- Errors: TL305 the case has moved on, or the task is not open any more.
create function cases_note(
    p_agency bigint, p_case bigint, p_task bigint, p_seq integer, p_kind text, p_actor bigint,
    p_as bigint, p_at timestamptz, p_reason text, p_data text, p_key uuid, p_allowed integer,
    p_consumed integer, p_running_since timestamptz, p_due timestamptz,
    p_person bigint default null
) returns integer language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
    told cases_case%rowtype;
    before integer;
begin
    -- First the task, then its case, as every deed does: two deeds never wait for each other.
    perform 1 from cases_task where id = p_task for no key update;
    select * into told from cases_case where id = p_case for no key update;
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
        where id = p_task and case_id = p_case and done_at is null;
    if not found or told.seq <> coalesce(p_seq, told.seq) then
        raise exception 'case % has moved on', p_case using errcode = 'TL305';
    end if;
    update cases_case set seq = told.seq + 1,
            suspended_at = case p_kind when 'suspended' then p_at when 'resumed' then null
                else told.suspended_at end,
            head = cases_hash(told.head, p_case, told.seq + 1, p_kind, told."row", told."row",
                p_actor, p_as, p_at, p_reason, p_data)
        where id = p_case returning head into told.head;
    insert into cases_event (agency_id, case_id, seq, kind, "row", to_row, actor_id, position_id,
            at, waited, prev_row, reason, data, key, hash)
        values (p_agency, p_case, told.seq + 1, p_kind, told."row", told."row", p_actor, p_as, p_at,
            0, told.deed_row, p_reason, p_data, p_key, told.head);
    return told.seq + 1;
end $$;
