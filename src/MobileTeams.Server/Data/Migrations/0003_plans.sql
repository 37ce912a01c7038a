-- One run of the planner: what was asked, how far it is, and what it proposes until a person publishes it.
create table plan_run (
    id uuid primary key,
    centre_id uuid not null references care_centre,
    date date not null,
    asked_by text not null,
    asked_at timestamptz not null,
    seconds integer not null,
    seed bigint not null,
    state text not null check (state in ('waiting', 'running', 'proposed', 'published', 'cancelled', 'failed', 'superseded')),
    started_at timestamptz,
    ended_at timestamptz,
    decided_on integer,
    visits integer not null default 0,
    placed integer not null default 0,
    cost bigint not null default 0,
    elapsed_ms integer not null default 0,
    cancel_requested boolean not null default false,
    failure text,
    proposal jsonb,
    published_by text,
    published_at timestamptz
);
create index on plan_run (centre_id, date, asked_at desc);
-- One at a time for a day: a second one waits for the first or cancels it.
create unique index plan_run_one_alive on plan_run (centre_id, date) where state in ('waiting', 'running');

create table urgent_call (
    id uuid primary key,
    centre_id uuid not null references care_centre,
    patient_id uuid references patient,
    visit_id uuid,
    received_at timestamptz not null,
    closed_at timestamptz,
    version integer not null,
    body jsonb not null
);
create index on urgent_call (centre_id, received_at desc);
