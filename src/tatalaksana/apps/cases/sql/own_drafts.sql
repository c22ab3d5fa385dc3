-- Nobody judges a draft of her own: who made it, and who may judge it instead.

-- Who made the draft of a case last: who finished its row p_draft, by the rows of the version it runs by
-- now. Deeds that were corrected are none. Null when nobody has.
create function cases_drafter(p_case bigint, p_draft integer) returns bigint language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
    wanted integer[] := array[p_draft];
    deed record;
begin
    for deed in select e.kind, e."row", e.actor_id, e.data, e.seq from cases_event e
            where e.case_id = p_case and e.kind in ('finished', 'moved') order by e.seq desc loop
        if deed.kind = 'moved' then
            wanted := array(select m.key::integer from jsonb_each_text(deed.data::jsonb -> 'rows') m
                where m.value::integer = any(wanted));
        elsif deed."row" = any(wanted) and not exists (
                select 1 from cases_event w where w.case_id = p_case and w.corrects = deed.seq) then
            return deed.actor_id;
        end if;
    end loop;
    return null;
end $$;

-- Who judges instead, when p_drafter holds p_position herself: 1 somebody else there, 2 the nearest one
-- above; 0 nobody, or she does not hold it. Whoever counts can sign in on the day of p_at.
create function cases_other_eyes(
    p_agency bigint, p_position bigint, p_drafter bigint, p_at timestamptz
) returns integer language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
    today date;
    place bigint := p_position;
begin
    select (p_at at time zone a.zone)::date into today from office_agency a where a.id = p_agency;
    if not cases_still_held(p_agency, p_position, p_drafter, today) then
        return 0;
    end if;
    for level in 0..20 loop
        if exists (
                select 1 from office_holding h join office_person q on q.id = h.person_id
                join office_account c on c.id = q.account_id and c.is_active
                where h.agency_id = p_agency and h.position_id = place and h.person_id <> p_drafter
                    and h.since <= today and (h.until is null or h.until >= today)) then
            return case when level = 0 then 1 else 2 end;
        end if;
        select s.superior_id into place from office_position s where s.id = place;
        exit when place is null;
    end loop;
    return 0;
end $$;
