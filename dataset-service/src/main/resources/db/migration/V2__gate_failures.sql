-- What counts is how often a check could not be run, not how often it was sent.
alter table gate_check rename column dispatches to failures;
