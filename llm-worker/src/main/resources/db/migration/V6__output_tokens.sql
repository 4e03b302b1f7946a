-- How much models write, for estimates: what usage said of an answer that a model was called for; null where it said nothing.
alter table ledger add column task_type text not null default '';
alter table ledger add column output_tokens bigint;
alter table ledger add column reasoning_tokens bigint;

create index ledger_output on ledger (model_key, task_type, ended_at) where output_tokens is not null;
