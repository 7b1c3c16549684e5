-- A duplicate of an open appeal, joined to it (law.md §5): the first one's term, one answer to both.
create table joining (
    id          uuid         primary key,
    appeal      uuid         not null references appeal (id),   -- the duplicate
    to_appeal   uuid         not null references appeal (id),   -- the first one
    joined_by   varchar(40)  not null,
    joined_post varchar(700) not null,
    joined_for  varchar(40),
    joined_at   timestamp with time zone not null,
    ended       varchar(20),                                    -- Joining.End; null: they are considered together
    ended_at    timestamp with time zone
);
create index joining_appeal on joining (appeal);
create index joining_first on joining (to_appeal);
