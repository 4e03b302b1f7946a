-- When so many per cent of an account's limit were spent, or may have been; of the limit that holds now.
create table budget_warning (
    account_id text        not null references account,
    percent    integer     not null,
    reached_at timestamptz not null default now(),
    primary key (account_id, percent)
);
