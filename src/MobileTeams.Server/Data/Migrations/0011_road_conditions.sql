-- What holds on an organisation's roads beyond the map: snow everywhere, areas where nobody gets through. What was lifted stays, so that a day can be understood afterwards.
create table road_condition (
    id uuid primary key,
    organisation_id uuid not null references organisation,
    kind text not null check (kind in ('Snow', 'Closure')),
    -- A polygon as well-known text, longitude and latitude in degrees; null where it holds everywhere.
    area text check ((area is null) = (kind = 'Snow')),
    label text not null,
    since timestamptz not null,
    by_account_id uuid references account,
    by_name text not null,
    lifted_at timestamptz,
    lifted_by text
);
create unique index road_condition_one_snow on road_condition (organisation_id) where kind = 'Snow' and lifted_at is null;
create index on road_condition (organisation_id);
