-- Somebody noticed after triage that the appeal complains of one of ours (art. 8 p. 6): ru.tsur.appeal.ComplaintNotices.
create table complaint_notice (
    id           uuid primary key,
    appeal       uuid          not null references appeal (id),
    text         varchar(2000) not null,             -- why he thinks so
    noticed_by   varchar(40)   not null,
    noticed_post varchar(700)  not null,
    noticed_for  varchar(40),
    noticed_at   timestamp with time zone not null,
    found        varchar(20),                        -- ComplaintNotice.Found; null: nobody has looked yet
    checked_by   varchar(40),
    checked_post varchar(700),
    checked_for  varchar(40),
    checked_at   timestamp with time zone
);
create index complaint_notice_appeal on complaint_notice (appeal);
