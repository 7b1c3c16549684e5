-- Two windows of one official: which text each of them started from, and which of them wrote last.
alter table typed_form add column revision bigint default 1 not null;
alter table typed_form add column written_in varchar(60) default '' not null;
