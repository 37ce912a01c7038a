-- How the best plan of a run got better ([milliseconds, placed, öre] each time it changed), and why somebody published it.
alter table plan_run add column trail jsonb not null default '[]';
alter table plan_run add column published_why text;
