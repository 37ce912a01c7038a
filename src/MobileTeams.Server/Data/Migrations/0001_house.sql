-- Documents with their keys outside: what SQL filters, joins or guards stands in columns, the rest of a record in body.

create table organisation (
    id uuid primary key,
    body jsonb not null
);

create table care_centre (
    id uuid primary key,
    organisation_id uuid not null references organisation,
    name text not null,
    -- Rises whenever people, patients or places change, so that every server knows when what it remembers is old.
    facts_version integer not null default 0,
    body jsonb not null
);

create table vehicle (
    id uuid primary key,
    centre_id uuid not null references care_centre,
    body jsonb not null
);

create table person (
    id uuid primary key,
    centre_id uuid not null references care_centre,
    name text not null,
    body jsonb not null
);
create index on person (centre_id);

create table patient (
    id uuid primary key,
    centre_id uuid not null references care_centre,
    organisation_id uuid not null references organisation,
    identifier text not null,
    is_protected boolean not null,
    named_staff uuid[] not null,
    -- Folded name and address, for the search of forms; empty for a protected identity.
    search_text text not null,
    body jsonb not null,
    unique (organisation_id, identifier)
);
create index on patient (centre_id);

create table visit_series (
    id uuid primary key,
    patient_id uuid not null references patient,
    centre_id uuid not null references care_centre,
    body jsonb not null
);
create index on visit_series (centre_id);

create table team_shift (
    id uuid primary key,
    centre_id uuid not null references care_centre,
    date date not null,
    crew uuid[] not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    body jsonb not null
);
create index on team_shift (centre_id, date);
create index on team_shift using gin (crew);

-- Who met whom before, for continuity: one row a person, patient and visit.
create table meeting (
    patient_id uuid not null references patient,
    person_id uuid not null references person,
    at timestamptz not null,
    body jsonb not null,
    primary key (patient_id, person_id, at)
);
create index on meeting (at);

create table account (
    id uuid primary key,
    login text not null unique,
    password_hash text not null,
    name text not null,
    organisation_id uuid not null references organisation,
    centre_id uuid references care_centre,
    person_id uuid references person,
    roles text[] not null,
    language text not null default 'sv',
    disabled boolean not null default false
);

create table access_log (
    seq bigint generated always as identity primary key,
    at timestamptz not null,
    account_id uuid not null references account,
    organisation_id uuid not null references organisation,
    centre_id uuid,
    patient_id uuid not null references patient,
    action text not null,
    reason text
);
create index on access_log (patient_id, at);
create index on access_log (account_id, at);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger access_log_is_append_only before update or delete on access_log
    for each row execute function refuse_change();
create trigger access_log_is_never_emptied before truncate on access_log
    for each statement execute function refuse_change();

create table key_ring (
    name text primary key,
    xml text not null
);
