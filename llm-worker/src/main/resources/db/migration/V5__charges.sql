-- What may have been billed for calls whose answer was lost: the worst case of each, until it is known.
alter table account add column presumed_usd numeric not null default 0 check (presumed_usd >= 0);

alter table ledger add column experiment_id text not null default '';
-- Whether the call's price is known; where it is not, nothing is reserved for it.
alter table ledger add column priced boolean not null default true;

-- The journal of money: one row a call that was, or may have been, billed. An account's spent_usd and presumed_usd are the
-- sums of its rows.
create table charge (
    lease_id      uuid        primary key,
    attempt_id    uuid        not null,
    -- The run.
    account_id    text        not null,
    experiment_id text        not null,
    model_key     text        not null,
    -- known: by usage and price; presumed: the answer or its usage was lost, so the worst case; unknown: no price.
    certainty     text        not null check (certainty in ('known', 'presumed', 'unknown')),
    amount_usd    numeric     check (amount_usd >= 0),
    charged_at    timestamptz not null default now(),

    check ((certainty = 'unknown') = (amount_usd is null))
);

create index charge_by_account on charge (account_id);
create index charge_by_day on charge (charged_at);
