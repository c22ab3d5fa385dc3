-- A task knows how many opinions it waits for: read with it, changed by the notes that ask and answer.

drop function cases_read_task;

-- A task with everything a deed needs to know, and whether it is addressed to p_person (if she
-- holds its position). One row; all null when the agency has no such task.
create function cases_read_task(
    p_agency bigint, p_task bigint, p_person bigint, p_today date,
    out r_id bigint, out r_row smallint, out r_position bigint, out r_done_at timestamptz,
    out r_opened_at timestamptz, out r_due_at timestamptz, out r_person bigint, out r_taken boolean,
    out r_allowed integer, out r_consumed integer, out r_running_since timestamptz, out r_outside boolean,
    out r_case bigint, out r_version bigint, out r_seq integer, out r_head text, out r_case_row smallint,
    out r_rework smallint, out r_resume smallint, out r_suspended boolean,
    out r_deed_row smallint, out r_asked smallint,
    out r_addressed boolean, out r_waits_for text
) language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
    select t.id, t."row", t.position_id, t.done_at, t.opened_at, t.due_at, t.person_id,
            t.taken, t.allowed, t.consumed, t.running_since, t.outside, c.id, c.version_id, c.seq,
            c.head, c."row", c.rework, c.resume, c.suspended_at is not null, c.deed_row, t.asked
        into r_id, r_row, r_position, r_done_at, r_opened_at, r_due_at, r_person, r_taken,
            r_allowed, r_consumed, r_running_since, r_outside, r_case, r_version, r_seq, r_head,
            r_case_row, r_rework, r_resume, r_suspended, r_deed_row, r_asked
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

-- Writes a note: an event that leaves the task open and changes its clock alone; prev_row stays the
-- row of the last deed, which a note is not. p_person: whom an address names. p_seq is the last event that was read, or null to write
-- after whatever came last. The same key writes once.
-- Errors: TL305 the case has moved on, or the task is not open any more.
create or replace function cases_note(
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
