create table day (
    centre_id uuid not null references care_centre,
    date date not null,
    version integer not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    primary key (centre_id, date)
);

create table day_team (
    team_shift_id uuid primary key,
    centre_id uuid not null,
    date date not null,
    crew uuid[] not null,
    body jsonb not null,
    foreign key (centre_id, date) references day
);
create index on day_team (centre_id, date);
create index on day_team using gin (crew);

create table day_visit (
    visit_id uuid primary key,
    centre_id uuid not null,
    date date not null,
    patient_id uuid not null references patient,
    series_id uuid,
    status text not null,
    body jsonb not null,
    foreign key (centre_id, date) references day,
    -- A series gives one visit a day, however often it is expanded.
    unique (series_id, date)
);
create index on day_visit (centre_id, date);
create index on day_visit (patient_id);

-- A claim: this team comes to this visit. Two teams at the most, each once, each in a slot of its own.
create table assignment (
    visit_id uuid not null references day_visit on delete cascade,
    slot smallint not null check (slot in (0, 1)),
    team_shift_id uuid not null references day_team,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    primary key (visit_id, slot),
    unique (visit_id, team_shift_id)
);
create index on assignment (team_shift_id);

create table day_event (
    id uuid primary key,
    centre_id uuid not null,
    date date not null,
    version integer not null,
    kind text not null,
    at timestamptz not null,
    received_at timestamptz not null,
    account_id uuid,
    by_name text not null,
    noted text,
    body jsonb not null,
    unique (centre_id, date, version),
    foreign key (centre_id, date) references day
);

create trigger day_event_is_append_only before update on day_event
    for each row execute function refuse_change();

-- Which vehicle a crew took at the start of its shift.
create table shift_start (
    team_shift_id uuid not null references day_team,
    account_id uuid not null references account,
    vehicle_id uuid references vehicle,
    at timestamptz not null,
    primary key (team_shift_id, account_id)
);
