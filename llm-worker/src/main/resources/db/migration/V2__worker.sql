-- The worker that claimed the row last. One that comes back after it was killed knows by it which calls it lost.
alter table ledger add column worker_id text;
