-- Bodies, blocks, themes, officials: filled from data files (ru.tsur.organization.OrganizationFiles), closed by date, never deleted.
create table body (
    id              varchar(20)  primary key,
    name            varchar(300) not null,
    short_name      varchar(100) not null,
    kind            varchar(20)  not null,   -- REGION, CENTRE, MINISTRY, MUNICIPALITY, INSTITUTION
    parent          varchar(20)  references body (id),
    outgoing_series varchar(20),             -- series of outgoing numbers; null: the body signs nothing
    closed_on       date
);
create table block (
    id        varchar(20)  primary key,
    number    integer      not null,
    name      varchar(200) not null,
    closed_on date
);
create table theme (
    code      varchar(20)  primary key,
    name      varchar(300) not null,
    block     varchar(20)  not null references block (id),
    closed_on date
);
create table official (
    id        varchar(40)  primary key,      -- the login
    name      varchar(200) not null,         -- Фамилия Имя Отчество
    email     varchar(200),
    source    varchar(10)  not null,         -- FILE, COMMAND
    closed_on date
);
create table official_position (
    id          varchar(60)  primary key,
    official    varchar(40)  not null references official (id),
    body        varchar(20)  not null references body (id),
    block       varchar(20)  references block (id),  -- null: every block of the body
    role        varchar(30)  not null,
    title       varchar(200) not null,
    valid_from  date         not null,
    valid_until date,                                -- last day inclusive
    source      varchar(10)  not null
);
create index position_official on official_position (official);

-- Sign-in. Officials and sending systems alike; only hashes.
create table account (
    login         varchar(40)  primary key,
    kind          varchar(10)  not null,     -- OFFICIAL, SYSTEM
    password_hash varchar(300) not null,
    changed_at    timestamp with time zone not null
);
-- One row per installation: the zone in which dates are counted, fixed at the first start.
create table installation (
    zone       varchar(60) primary key,
    created_at timestamp with time zone not null
);
