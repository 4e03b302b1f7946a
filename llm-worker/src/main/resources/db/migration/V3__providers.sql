-- A server with one key, as all workers together know it: what is left of its limits, how many calls it takes at once,
-- whether it is down. The state is one JSON document in UTF-8, changed under the row's lock.
create table provider (
    provider   text        primary key,
    state      bytea       not null,
    changed_at timestamptz not null default now()
);

-- Where the row's last call was made.
alter table ledger add column provider text;

create index ledger_in_flight_at_provider on ledger (provider, lease_until) where state = 'calling';
