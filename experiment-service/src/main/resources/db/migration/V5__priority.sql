-- Runs with a higher one begin their trials first, where they wait for the same model.
alter table run add column priority integer not null default 0;
