-- The version of a day after which a proposal for it no longer fits.
alter table day add column last_move integer not null default 0;
update day set last_move = version;

-- Who was to come when the patient last heard of a visit, and who comes now.
alter table tell_task add column was_teams uuid[] not null default '{}';
alter table tell_task add column becomes_teams uuid[] not null default '{}';
create index on tell_task (visit_id);
