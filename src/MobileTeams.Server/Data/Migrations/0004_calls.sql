-- An urgent call may be about somebody who is no known patient, at an address.
alter table day_visit alter column patient_id drop not null;

-- The patient's and the relatives' numbers in one form, digits only, so that a caller's number finds whom it may be about; empty for a protected identity.
alter table patient add column phones text[] not null default '{}';
update patient set phones = array(
    select distinct folded from (
        select regexp_replace(regexp_replace(raw, '[^0-9+]', '', 'g'), '^(\+|00)460?', '0') as folded
        from (select body ->> 'phone' as raw union all select relative ->> 'phone' from jsonb_array_elements(body -> 'relatives') as relative) as written) as one
    where length(folded) >= 6)
where not is_protected;
create index on patient using gin (phones);
