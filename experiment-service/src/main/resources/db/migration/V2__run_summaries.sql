-- Whether the summary of the run has to be written (anew) once it has ended.
alter table run add column summary_due boolean not null default true;
alter table run add column summary_not_before timestamptz not null default now();

create index run_summary_due on run (summary_not_before) where summary_due and ended_at is not null;

-- BenchmarkSummary as text, so that fields keep their order; results and not_judged are read from the trials.
create table run_summary (
    run_id     text collate "C" primary key references run,
    document   text        not null,
    written_at timestamptz not null
);
