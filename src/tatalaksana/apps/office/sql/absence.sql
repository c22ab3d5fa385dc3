-- Whether somebody who can sign in and is here on p_today acts by delegation for p_giver in p_position. A
-- function, so that the statement that finds who acts sets it up only for a holder who is away.
create function office_stood_in(p_agency bigint, p_position bigint, p_giver bigint, p_today date)
returns boolean language plpgsql stable as $$
begin
    return exists (
        select 1 from office_delegation l
        join office_person t on t.id = l.taker_id
        join office_account k on k.id = t.account_id and k.is_active
        where l.agency_id = p_agency and l.position_id = p_position and l.giver_id = p_giver
            and l.ended_at is null and p_today between l.since and l.until
            and not exists (
                select 1 from office_absence x
                where x.agency_id = p_agency and x.person_id = l.taker_id
                    and x.ended_at is null and p_today between x.since and x.until
            )
    );
end $$;
