-- What was done because a team did not acknowledge an urgent dispatch: each step once for each dispatch of each team, whichever server did it.
create table escalation (
    visit_id uuid not null references day_visit,
    team_shift_id uuid not null,
    dispatched_at timestamptz not null,
    step text not null check (step in ('Repeated', 'CallTask', 'NextOffered', 'AnotherDesk')),
    call_id uuid not null references urgent_call,
    centre_id uuid not null references care_centre,
    at timestamptz not null,
    next_team_id uuid,
    next_arrives_at timestamptz,
    primary key (visit_id, team_shift_id, dispatched_at, step)
);
create index on escalation (call_id);

-- A person at a desk has taken the matter on.
create table escalation_reaction (
    visit_id uuid not null references day_visit,
    dispatched_at timestamptz not null,
    at timestamptz not null,
    account_id uuid not null references account,
    by_name text not null,
    primary key (visit_id, dispatched_at)
);

-- Read every second by every server.
create index day_visit_not_acknowledged on day_visit (date) where status = 'Dispatched';
