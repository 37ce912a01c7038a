-- How many of a proposal's changes were published, of how many; null when it was published whole.
alter table plan_run add column changes_taken integer;
alter table plan_run add column changes_offered integer;
