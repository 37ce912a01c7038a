-- Nödöppning: one account may for a while read one patient who is otherwise closed to it, for a stated cause.
create table emergency_opening (
    id uuid primary key,
    account_id uuid not null references account,
    patient_id uuid not null references patient,
    organisation_id uuid not null references organisation,
    cause text not null,
    reason text not null,
    opened_at timestamptz not null,
    ends_at timestamptz not null
);
create index on emergency_opening (account_id, patient_id, ends_at);
create trigger emergency_opening_is_append_only before update or delete on emergency_opening
    for each row execute function refuse_change();

-- A reading of the log itself is about nobody in particular.
alter table access_log alter column patient_id drop not null;
alter table access_log add column emergency boolean not null default false;
create index on access_log (organisation_id, seq);

-- Rises when an account's rights or password change: sessions from before it end.
alter table account add column session integer not null default 0;
-- Set while the password is one that was handed out, to be exchanged at the next sign-in.
alter table account add column one_time_until timestamptz;

-- What administrators did to accounts.
create table account_change (
    seq bigint generated always as identity primary key,
    at timestamptz not null,
    by_account_id uuid not null references account,
    account_id uuid not null references account,
    organisation_id uuid not null references organisation,
    what text not null
);
create index on account_change (organisation_id, seq);
create trigger account_change_is_append_only before update or delete on account_change
    for each row execute function refuse_change();
