-- CallRole of a call that helps; null for attempts. Its attempt_number is that of the last attempt it has seen, or 1. It is
-- queued when it is known to be needed, and judged when it is answered.
alter table attempt add column role text;

create index attempt_help_queued on attempt (window_key, run_id) where role is not null and state = 'queued';
-- What a review shows: the feedback on a trial's attempts, each in the row of the one after it.
create index attempt_repairs on attempt (trial_id, attempt_number) where previous is not null;

-- The call that the trial's next attempt waits for.
alter table trial add column awaits uuid;
-- The calls whose answers its prompts show.
alter table trial add column specification uuid;
alter table trial add column guidance uuid;

create index trial_awaiting on trial (awaits) where awaits is not null;

-- The models that help in an experiment of a run, as run_experiment has the one that answers.
create table run_role (
    run_id          text collate "C" not null,
    position        integer not null,
    role            text    not null,
    window_key      text    not null,
    max_concurrency integer not null,
    timeout_seconds integer not null,
    primary key (run_id, position, role),
    foreign key (run_id, position) references run_experiment
);
