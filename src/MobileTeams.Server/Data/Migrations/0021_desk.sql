-- A patient has to be told that a promised visit changes; one open task a visit.
create table tell_task (
    id uuid primary key,
    visit_id uuid not null references day_visit,
    centre_id uuid not null references care_centre,
    date date not null,
    patient_id uuid not null references patient,
    cause text not null check (cause in ('Time', 'People', 'Cancelled')),
    channel text not null check (channel in ('Web', 'Letter', 'Call')),
    was_from timestamptz not null,
    was_to timestamptz not null,
    becomes_from timestamptz,
    becomes_to timestamptz,
    due_at timestamptz not null,
    made_at timestamptz not null,
    done_at timestamptz,
    -- Null with done_at: the change was taken back before anybody was told.
    done_by text
);
create unique index tell_task_one_open on tell_task (visit_id) where done_at is null;
create index on tell_task (centre_id, due_at) where done_at is null;

-- Närvårdsplatser. A call takes at most one.
create table near_care_bed (
    id uuid primary key,
    centre_id uuid not null references care_centre,
    number integer not null,
    state text not null default 'Free' check (state in ('Free', 'Reserved', 'Occupied')),
    call_id uuid references urgent_call,
    since timestamptz not null,
    by_name text not null,
    unique (centre_id, number)
);
create unique index near_care_bed_one_a_call on near_care_bed (call_id);

-- Advice by phone with an agreed time to call again.
alter table urgent_call add column call_back_at timestamptz;
alter table urgent_call add column called_back_at timestamptz;
alter table urgent_call add column called_back_by text;
create index on urgent_call (centre_id, call_back_at) where called_back_at is null;

-- The local routine that stands beside the choice of class: every version stays, a call keeps the one that was in force.
create table call_routine (
    organisation_id uuid not null references organisation,
    version integer not null,
    swedish text not null,
    english text not null,
    since timestamptz not null,
    by_name text not null,
    primary key (organisation_id, version)
);
create trigger call_routine_is_append_only before update or delete on call_routine for each row execute function refuse_change();

-- A message to a centre's desks, until it expires or is taken down.
create table desk_message (
    id uuid primary key,
    centre_id uuid not null references care_centre,
    text text not null,
    at timestamptz not null,
    by_name text not null,
    expires_at timestamptz not null
);
create index on desk_message (centre_id, expires_at);

-- A handover: what was left as the outgoing desk signed it, and who took over each item.
create table handover (
    id uuid primary key,
    centre_id uuid not null references care_centre,
    items jsonb not null,
    signed_at timestamptz not null,
    signed_by text not null,
    account_id uuid not null references account
);
create index on handover (centre_id, signed_at desc);
create trigger handover_is_append_only before update or delete on handover for each row execute function refuse_change();
create table handover_item_taken (
    handover_id uuid not null references handover,
    item integer not null,
    at timestamptz not null,
    by_name text not null,
    account_id uuid not null references account,
    primary key (handover_id, item)
);
