-- What may be spent, by whom; set by experiment-service, charged here.
create table account (
    account_id   text        primary key,
    state        text        not null check (state in ('open', 'paused', 'cancelled')),
    limit_usd    numeric     check (limit_usd >= 0),
    -- Worst case of the calls in flight.
    reserved_usd numeric     not null default 0 check (reserved_usd >= 0),
    spent_usd    numeric     not null default 0 check (spent_usd >= 0),
    changed_at   timestamptz not null default now()
);

-- One row an attempt: inbox (the request is here, so the record can be acknowledged), ledger of its calls, and outbox
-- (ended and published_at is null: still to be sent). Documents are JSON in UTF-8, in bytea: answers may hold U+0000,
-- which text and jsonb refuse. To look into one: convert_from(outcome, 'UTF8')
create table ledger (
    attempt_id      uuid        primary key,
    -- Order of arrival; calls are made in it.
    place           bigint      generated always as identity,
    dispatch_number integer     not null,
    account_id      text        not null,
    model_key       text        not null,
    max_concurrency integer     not null,
    -- GenerateAttempt as it came.
    request         bytea       not null,
    state           text        not null default 'queued' check (state in ('queued', 'calling', 'ended')),
    not_before      timestamptz not null default now(),
    arrived_at      timestamptz not null default now(),

    -- Calls begun since the attempt was last queued afresh, and when the first of them was.
    calls           integer     not null default 0,
    first_call_at   timestamptz,
    -- Generation.CallRetry, in order.
    retries         jsonb       not null default '[]',

    -- Who makes the call: new with every claim, so that a worker that lost its lease can change nothing.
    lease_id        uuid,
    lease_until     timestamptz,
    reserved_usd    numeric,

    request_hash    text,
    -- GenerationOutcome, and its type.
    outcome         bytea,
    outcome_type    text        check (outcome_type in ('answered', 'failed', 'withheld')),
    cached_from     uuid,
    ended_at        timestamptz,
    -- A worker that is publishing the row moves this on, so that no other one does the same.
    publish_after   timestamptz,
    published_at    timestamptz,

    check ((state = 'calling') = (lease_id is not null)),
    check ((lease_id is null) = (lease_until is null)),
    check ((lease_id is null) = (reserved_usd is null)),
    check ((state = 'ended') = (outcome is not null)),
    check ((outcome is null) = (outcome_type is null)),
    check ((outcome is null) = (publish_after is null))
);

create index ledger_queue on ledger (model_key, place) where state = 'queued';
create index ledger_queue_by_account on ledger (account_id) where state = 'queued';
create index ledger_in_flight on ledger (model_key, lease_until) where state = 'calling';
create index ledger_outbox on ledger (ended_at, attempt_id) where state = 'ended' and published_at is null;
create index ledger_answers on ledger (request_hash, ended_at) where outcome_type = 'answered' and cached_from is null;
