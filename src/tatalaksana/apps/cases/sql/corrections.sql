-- Takes back the last deed of a case that stands: p_task, the task it opened, ends; p_again, the
-- task it ended, is open again with the clock it had. Nothing is removed: the correction is an event
-- and names the deed (p_corrects). p_task is null where the deed had ended the case. The state the
-- case had before comes from its events; p_seq is the last one that was read. The same key corrects
-- once and answers the same again.
-- Errors: TL305 the case has moved on, or a task is not what it was; TL311 a case that waited for
-- this one to end has gone on.
create function cases_correct(
    p_agency bigint, p_case bigint, p_task bigint, p_again bigint, p_seq integer, p_corrects integer,
    p_row integer, p_to integer, p_rework integer, p_resume integer, p_before integer,
    p_actor bigint, p_as bigint, p_at timestamptz, p_reason text, p_data text, p_key uuid,
    p_allowed integer, p_consumed integer, p_running_since timestamptz, p_due timestamptz,
    out r_seq integer, out r_repeated boolean
) language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
    told cases_case%rowtype;
    link cases_subcase%rowtype;
begin
    -- First the tasks, then their case, as every deed does; a case above it last.
    perform 1 from cases_task where id in (p_task, p_again) order by id for no key update;
    select * into told from cases_case where id = p_case for no key update;
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
        select * into link from cases_subcase where child_id = p_case and waits;
        if found and not exists (
                select 1 from (
                    select "row" from cases_case where id = link.parent_id for no key update
                ) parent where parent."row" = link."row") then
            raise exception 'case % has gone on', link.parent_id using errcode = 'TL311';
        end if;
    else
        update cases_task set done_at = p_at, done_by_id = p_actor, answer = 'corrected'
            where id = p_task and case_id = p_case and done_at is null;
        if not found then
            raise exception 'case % has moved on', p_case using errcode = 'TL305';
        end if;
    end if;
    update cases_task set done_at = null, done_by_id = null, answer = '', allowed = p_allowed,
            consumed = p_consumed, running_since = p_running_since, due_at = p_due
        where id = p_again and case_id = p_case and done_at is not null;
    if not found then
        raise exception 'case % has moved on', p_case using errcode = 'TL305';
    end if;
    r_seq := p_seq + 1;
    update cases_case set "row" = p_to, seq = r_seq, rework = p_rework, resume = p_resume,
            closed_at = null, deed_row = p_before,
            head = cases_hash(told.head, p_case, r_seq, 'corrected', p_row, p_to, p_actor, p_as,
                p_at, p_reason, p_data)
        where id = p_case returning head into told.head;
    insert into cases_event (agency_id, case_id, seq, kind, "row", to_row, actor_id, position_id,
            at, waited, prev_row, reason, data, key, hash, corrects)
        values (p_agency, p_case, r_seq, 'corrected', p_row, p_to, p_actor, p_as, p_at, 0,
            told.deed_row, p_reason, p_data, p_key, told.head, p_corrects);
end $$;

-- The deeds that figures count: no note, no wrong click, and no correction. A step that was done,
-- corrected and done again is here once, with the time since its task was opened.
create view cases_deed with (security_invoker = true) as
    select e.* from cases_event e
    where e.kind in ('opened', 'finished', 'approved', 'returned', 'sent_back', 'moved', 'cancelled')
        and not exists (
            select 1 from cases_event c where c.case_id = e.case_id and c.corrects = e.seq
        );
