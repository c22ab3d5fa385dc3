-- Found by the person, who holds few positions: thousands may hold the position. "+ 0" keeps the
-- index of positions, which seems as good to the planner, out of it.
create or replace function cases_still_held(
    p_agency bigint, p_position bigint, p_person bigint, p_today date
) returns boolean language plpgsql stable as $$
begin
    return exists (
        select 1 from office_holding h
        where h.agency_id = p_agency and h.person_id = p_person and h.position_id + 0 = p_position
            and h.since <= p_today and (h.until is null or h.until >= p_today)
    );
end $$;
