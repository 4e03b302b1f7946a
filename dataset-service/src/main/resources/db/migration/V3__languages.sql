-- Where answers may be in any language: which ones the text names, and which one a candidate is in.
alter table problem add column named_languages text[] not null default '{}';
alter table gate_check add column language text;
