-- The documentation of languages as prompts have it, under the SHA-256 of its text.
create table documentation (
    hash    text primary key,
    text    text not null,
    kept_at timestamptz not null default now()
);
