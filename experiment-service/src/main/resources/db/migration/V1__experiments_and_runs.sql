create table experiment (
    experiment_id text collate "C" primary key,
    content       jsonb       not null,
    content_hash  text        not null,
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now()
);

create index experiment_tags on experiment using gin ((content -> 'tags'));

create table run (
    run_id               text collate "C" primary key,
    name                 text        not null,
    state                text        not null
        check (state in ('running', 'paused', 'finished', 'cancelled', 'budget_exhausted')),
    state_reason         text,
    limit_usd            numeric,
    reuse_answers        boolean     not null,
    created_at           timestamptz not null default now(),
    ended_at             timestamptz,
    -- llm-worker's account follows the run: how often it had to change, and which change was acknowledged last.
    account_changes      integer     not null,
    account_acknowledged integer     not null default 0,
    account_lease_until  timestamptz not null default '-infinity'
);

create index run_newest on run (created_at desc, run_id desc);
create index run_live on run (run_id) where state in ('running', 'paused');
create index run_account_due on run (run_id) where account_changes > account_acknowledged;

-- An experiment as it was when the run began; position is its place in the run.
create table run_experiment (
    run_id          text collate "C" not null references run,
    position        integer not null,
    experiment_id   text    not null,
    window_key      text    not null,
    max_concurrency integer not null,
    timeout_seconds integer not null,
    experiment      jsonb   not null,
    primary key (run_id, position)
);

-- A problem as runs refer to it; a new version of a data set brings new rows.
create table problem (
    problem_key     bigint generated always as identity primary key,
    dataset_id      text not null,
    dataset_version text not null,
    problem_id      text not null,
    task_type       text not null,
    public_hash     text not null,
    oracle_hash     text not null,
    unique (dataset_id, dataset_version, problem_id)
);

-- No foreign keys here: a run's trials are inserted with it, by the ten thousand, and never apart from it.
create table trial (
    trial_id           uuid primary key,
    run_id             text collate "C" not null,
    position           integer not null,
    problem_ordinal    integer not null,
    sample_number      integer not null,
    problem_key        bigint  not null,
    state              text    not null default 'pending'
        check (state in ('pending', 'running', 'finished', 'stopped')),
    stop_reason        text,
    attempts           integer not null default 0,
    last_attempt_id    uuid,
    verdict            text,
    reason             text,
    score              jsonb,
    input_tokens       bigint  not null default 0,
    output_tokens      bigint  not null default 0,
    reasoning_tokens   bigint  not null default 0,
    cache_read_tokens  bigint  not null default 0,
    cache_write_tokens bigint  not null default 0,
    cost_usd           numeric,
    spent_usd          numeric,
    cached_from        uuid,
    ended_at           timestamptz
);

create unique index trial_order on trial (run_id, position, problem_ordinal, sample_number);
create index trial_pending on trial (run_id, position, problem_ordinal, sample_number) where state = 'pending';
create index trial_running on trial (run_id) where state = 'running';
create index trial_without_budget on trial (run_id) where stop_reason = 'budget_exhausted';

-- The attempt row is the outbox: published_at is null means that it has to be sent.
create table attempt (
    attempt_id      uuid primary key,
    trial_id        uuid        not null,
    run_id          text collate "C" not null,
    window_key      text        not null,
    attempt_number  integer     not null,
    dispatch_number integer     not null,
    failures        integer     not null default 0,
    state           text        not null
        check (state in ('waiting', 'judged', 'failed', 'stopped')),
    not_before      timestamptz not null default now(),
    claimed_until   timestamptz not null default '-infinity',
    published_at    timestamptz,
    -- Since when it no longer counts for the window of its model.
    released_at     timestamptz
);

create index attempt_in_flight on attempt (window_key, run_id) where state = 'waiting' and released_at is null;
create index attempt_unsent on attempt (not_before) where state = 'waiting' and published_at is null;
create index attempt_sent on attempt (published_at) where state = 'waiting';
create index attempt_waiting_of_run on attempt (run_id) where state = 'waiting';

-- The answer as a JSON string in UTF-8, because text cannot hold everything an answer may hold.
create table provided_answer (
    trial_id uuid primary key,
    form     text  not null,
    answer   bytea not null
);

create table idempotency_key (
    idempotency_key text primary key,
    request_hash    text        not null,
    run_id          text        not null,
    created_at      timestamptz not null default now()
);

create index idempotency_key_age on idempotency_key (created_at);
