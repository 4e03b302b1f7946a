-- One row an attempt. Documents are JSON in UTF-8, in bytea: answers and outputs may hold U+0000 and lone surrogates,
-- which text and jsonb refuse. To look into one that has none: convert_from(generation, 'UTF8')::jsonb
create table attempt (
    attempt_id            uuid    primary key,
    -- Order of first sight; what lists are paged by.
    ordinal               bigint  generated always as identity,
    trial_id              uuid    not null,
    run_id                text    not null,
    experiment_id         text    not null,
    attempt_number        integer not null,
    -- The highest that any event of the attempt carried.
    dispatch_number       integer not null,
    problem               bytea   not null,

    generation            bytea,
    generation_dispatch   integer,
    execution             bytea,
    execution_dispatch    integer,

    -- AttemptFinished as it is published. The number rises when a retry finishes the attempt again.
    finished              bytea,
    finish_number         integer,
    verdict               text,
    finished_at           timestamptz,
    finished_published_at timestamptz,

    -- AttemptSummary, so that a list reads no large document.
    summary               bytea   not null
);

create unique index attempt_by_run on attempt (run_id, ordinal);
create unique index attempt_by_trial on attempt (trial_id, ordinal);
create index attempt_unpublished on attempt (finished_at) where finished_published_at is null and finished_at is not null;
