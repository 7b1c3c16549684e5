create table number_series (
    series_year integer     not null,
    series      varchar(20) not null,
    last_number integer     not null,
    primary key (series_year, series)
);
create table appeal (
    id             uuid primary key,
    channel        varchar(30)  not null,
    external_id    varchar(100),
    content_digest varchar(64)  not null,          -- SHA-256 of what came, for idempotency
    type           varchar(20)  not null,          -- PROPOSAL, APPLICATION, COMPLAINT
    addressee      varchar(300) not null,
    text           text         not null,          -- as received, never changed
    received_at    timestamp with time zone not null,
    stored_at      timestamp with time zone not null,
    stored_by      varchar(40)  not null,
    number         varchar(40),
    registered_at  timestamp with time zone,
    registered_by  varchar(40),
    state          varchar(20)  not null,          -- RECEIVED, REGISTERED, IN_WORK, SIGNED, ANSWERED, REDIRECTED
    redirected_to  varchar(300),
    outcome        varchar(30),
    answered_at    timestamp with time zone,       -- date of fulfilment: the signed answer was sent
    closed_at      timestamp with time zone,
    constraint appeal_external unique (channel, external_id),
    constraint appeal_number unique (number)
);
create index appeal_received on appeal (received_at);
create index appeal_state on appeal (state);
create table applicant (
    appeal         uuid primary key references appeal (id),
    kind           varchar(20) not null,           -- CITIZEN, FOREIGNER, ASSOCIATION, LEGAL_ENTITY
    last_name      varchar(100),
    first_name     varchar(100),
    middle_name    varchar(100),
    organization   varchar(300),
    postal_address varchar(500),
    email          varchar(200),
    cabinet        varchar(100),                   -- unique identifier of the personal cabinet
    phone          varchar(40)
);
create table question (
    id              uuid primary key,
    appeal          uuid         not null references appeal (id),
    ordinal         integer      not null,
    substance       text         not null,
    theme           varchar(20)  references theme (code),
    municipality    varchar(20)  references body (id),
    block           varchar(20)  references block (id),
    body            varchar(20)  references body (id),
    routed_by       varchar(20),                   -- TABLE, COORDINATOR
    routing_reason  varchar(1000),                 -- the rule's note or the coordinator's reason
    routing_table   varchar(100),                  -- key and version of the table, rule id
    assignment      uuid,
    result          varchar(30),                   -- ССТУ code
    constraint question_ordinal unique (appeal, ordinal)
);
create table attachment (
    id         uuid primary key,
    appeal     uuid         not null references appeal (id),
    name       varchar(255) not null,
    media_type varchar(100) not null,
    size       bigint       not null,
    digest     varchar(64)  not null,
    content    bytea        not null,
    added_at   timestamp with time zone not null,
    added_by   varchar(40)  not null
);
create index attachment_appeal on attachment (appeal);
create table appeal_link (
    appeal   uuid        not null references appeal (id),
    other    uuid        not null references appeal (id),
    kind     varchar(20) not null,                 -- REPEAT, DUPLICATE, RELATED
    added_at timestamp with time zone not null,
    added_by varchar(40) not null,
    primary key (appeal, other)
);
create index appeal_link_other on appeal_link (other);
-- One consideration: all questions of one appeal with the same block and answering body.
create table assignment (
    id              uuid primary key,
    appeal          uuid        not null references appeal (id),
    block           varchar(20) not null references block (id),
    body            varchar(20) not null references body (id),
    responsible     boolean     not null,
    state           varchar(20) not null,          -- PROPOSED, ACCEPTED, PART_READY
    executor        varchar(40),
    returns         integer     not null,
    final_decision  boolean     not null,          -- the coordinator decided after two returns
    created_at      timestamp with time zone not null,
    accepted_at     timestamp with time zone,
    accepted_by     varchar(40)
);
create index assignment_appeal on assignment (appeal);
create table assignment_return (
    id            uuid primary key,
    assignment    uuid          not null references assignment (id),
    block         varchar(20)   not null,
    body          varchar(20)   not null,
    reason        varchar(2000) not null,
    returned_at   timestamp with time zone not null,
    returned_by   varchar(40)   not null,
    decided_block varchar(20),
    decided_body  varchar(20),
    decision      varchar(2000),
    decided_at    timestamp with time zone,
    decided_by    varchar(40)
);
-- Every deadline with how it came about; a moved deadline is a new row, the old one is no longer current.
create table deadline (
    id         uuid primary key,
    appeal     uuid         not null references appeal (id),
    subject    varchar(64)  not null,              -- APPEAL, or the id of the task it is for
    term       varchar(40)  not null,
    article    varchar(100) not null,
    label      varchar(300) not null,
    started_at timestamp with time zone not null,
    raw        timestamp    not null,              -- local
    due        timestamp    not null,              -- local; terms in days: 24:00 is kept as the day at 23:59:59
    adjustment varchar(20)  not null,
    calendar   varchar(60)  not null,
    steps      text         not null,              -- lines, Russian
    extension  integer      not null,
    current_one boolean     not null,
    made_at    timestamp with time zone not null
);
create index deadline_appeal on deadline (appeal, subject);
create table extension (
    id           uuid primary key,
    appeal       uuid          not null references appeal (id),
    ground       varchar(30)   not null,           -- EXCEPTIONAL, DOCUMENT_REQUEST
    reason       varchar(2000) not null,
    days         integer       not null,
    requested_by varchar(40)   not null,
    requested_post varchar(200) not null,
    requested_at timestamp with time zone not null,
    granted      boolean,
    granted_days integer,
    decided_by   varchar(40),
    decided_at   timestamp with time zone
);
create index extension_appeal on extension (appeal);
-- Ladder: one row per step raised; measures are typed and have a term.
create table ladder_step (
    id          uuid primary key,
    appeal      uuid        not null references appeal (id),
    tenant      varchar(60) not null,
    level       integer     not null,              -- 1 block head, 2 deputy governor, 3 head of the apparatus
    raised_at   timestamp with time zone not null,
    measure     varchar(30),
    measure_due date,
    recorded_by varchar(40),
    recorded_at timestamp with time zone
);
create index ladder_appeal on ladder_step (appeal);
-- Who did what, in which position, when, against which deadline. Append only, written in the act's transaction. No texts.
create table act (
    id          bigint generated by default as identity primary key,
    appeal      uuid         not null references appeal (id),
    at          timestamp with time zone not null,
    actor       varchar(40)  not null,             -- official, sending system or «system»
    post        varchar(200) not null,             -- title of the position at that moment
    role        varchar(30)  not null,
    action      varchar(60)  not null,
    object      varchar(100) not null,
    details     varchar(2000) not null,            -- JSON of codes, ids, dates: old and new
    due         timestamp,                         -- deadline it was done against, local
    task        varchar(64),
    element     varchar(100),
    definition  varchar(150)                       -- key:version of the diagram
);
create index act_appeal on act (appeal, id);
