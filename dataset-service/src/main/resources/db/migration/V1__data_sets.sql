-- Documents are kept once, under the SHA-256 of their text. What a prompt may use and what an answer is judged by are
-- two tables: no query reads both.
create table public_view (
    public_hash text primary key,
    document    text not null
);

create table oracle (
    oracle_hash      text primary key,
    document         text not null,
    reference_cpu_ms bigint
);

-- The content of a data set, named by its hash. Two data sets with the same content share it, and its proof.
create table content (
    version    text primary key,
    task_type  text not null,
    problems   integer not null,
    gate       text not null check (gate in ('checking', 'verified', 'unverified')),
    created_at timestamptz not null default now()
);

create table problem (
    version     text not null references content,
    ordinal     integer not null,
    problem_id  text not null,
    language    text not null,
    public_hash text not null references public_view,
    oracle_hash text not null references oracle,
    primary key (version, ordinal),
    unique (version, problem_id)
);
create index problem_public_hash on problem (public_hash);
create index problem_oracle_hash on problem (oracle_hash);

-- A version of a data set; one of them is current.
create table dataset (
    dataset_id  text not null,
    version     text not null references content,
    name        text not null,
    format      text not null,
    license     text not null,
    imported_at timestamptz not null default now(),
    current     boolean not null,
    primary key (dataset_id, version)
);
create unique index dataset_current on dataset (dataset_id) where current;

create table slice (
    dataset_id text not null,
    name       text not null,
    selector   text not null,
    primary key (dataset_id, name)
);

-- Candidates with a known result. A row is its own outbox: published_at is null means that it is to be sent.
create table gate_check (
    check_id     uuid primary key,
    version      text not null references content,
    ordinal      integer not null,
    problem_id   text not null,
    candidate    text not null,
    kind         text not null check (kind in ('reference', 'empty', 'pass', 'bad')),
    form         text not null,
    -- As JSON: code can hold what a text of the database cannot.
    answer       text not null,
    dispatches   integer not null default 0,
    not_before   timestamptz not null default now(),
    leased_until timestamptz,
    published_at timestamptz,
    verdict      text,
    surprise     boolean,
    detail       text,
    settled_at   timestamptz,
    unique (version, ordinal, candidate)
);
create index gate_check_open on gate_check (version, kind, ordinal) where settled_at is null;
