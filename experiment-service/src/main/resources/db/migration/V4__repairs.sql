-- The attempt that a trial begins next, or has begun last; the ones before it are judged.
alter table trial add column next_attempt integer not null default 1;
-- Share of tests that each judged attempt passed, in order; only where there may be repairs.
alter table trial add column pass_rates jsonb not null default '[]';

-- queued: made by the verdict on the attempt before it, and waits for its turn.
alter table attempt drop constraint attempt_state_check;
alter table attempt add constraint attempt_state_check
    check (state in ('queued', 'waiting', 'judged', 'failed', 'stopped'));
-- PreviousAttempt as JSON in UTF-8, because text cannot hold everything an error may hold.
alter table attempt add column previous bytea;
-- What the attempts before it used, and what they cost.
alter table attempt add column used_before jsonb;

-- Of its experiments together; null for runs from before, whose mode is that of their experiments.
alter table run add column mode text;
