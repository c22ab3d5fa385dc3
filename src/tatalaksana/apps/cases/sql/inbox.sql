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
