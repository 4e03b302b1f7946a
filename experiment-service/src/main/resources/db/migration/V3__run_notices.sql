alter table run add column webhook_url text;
-- Whether somebody has still to be told that the run ended; runs from before are not told of.
alter table run add column notice_due boolean not null default false;
alter table run alter column notice_due set default true;
alter table run add column notice_attempts integer not null default 0;
alter table run add column notice_not_before timestamptz not null default '-infinity';

create index run_notice_due on run (notice_not_before) where notice_due and ended_at is not null;
