-- Why the coordinator found no complaint, and what was told while he was looking.
alter table complaint_notice add column ground varchar(2000);
alter table complaint_notice add column with_notice uuid references complaint_notice (id);
