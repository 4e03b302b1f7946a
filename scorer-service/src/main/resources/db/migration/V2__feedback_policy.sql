-- FeedbackPolicy; null where no repair can follow the attempt.
alter table attempt add column feedback_policy text;
