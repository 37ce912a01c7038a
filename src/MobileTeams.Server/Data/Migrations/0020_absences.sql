-- Who is not there for longer than a day: a person who is ill, a patient at a hospital. Days that are made meanwhile know it from the start.
create table absence (
    id uuid primary key,
    centre_id uuid not null references care_centre,
    person_id uuid references person,
    patient_id uuid references patient,
    since timestamptz not null,
    -- Null while nobody knows when the patient comes back.
    until timestamptz,
    why text not null,
    by_account_id uuid references account,
    by_name text not null,
    check ((person_id is null) <> (patient_id is null))
);
create index on absence (centre_id, since);
-- A patient is away once.
create unique index absence_of_patient on absence (patient_id) where until is null;
