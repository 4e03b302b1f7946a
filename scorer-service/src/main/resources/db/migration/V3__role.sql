-- CallRole of a call that helped, which has no verdict; null for attempts.
alter table attempt add column role text;
