-- Run once, by psql, when the cluster is new: a role for each service, and the schema that it alone may use.
revoke all on schema public from public;

\getenv dataset ASSAY_DB_PASSWORD_DATASET
create role assay_dataset login password :'dataset';
create schema dataset authorization assay_dataset;
revoke all on schema dataset from public;

\getenv experiment ASSAY_DB_PASSWORD_EXPERIMENT
create role assay_experiment login password :'experiment';
create schema experiment authorization assay_experiment;
revoke all on schema experiment from public;

\getenv llm ASSAY_DB_PASSWORD_LLM
create role assay_llm login password :'llm';
create schema llm authorization assay_llm;
revoke all on schema llm from public;

\getenv score ASSAY_DB_PASSWORD_SCORE
create role assay_score login password :'score';
create schema score authorization assay_score;
revoke all on schema score from public;
