-- The approved or not yet approved part of the answer for one assignment; versions.
create table answer_part (
    assignment  uuid        not null references assignment (id),
    version     integer     not null,
    text        text        not null,
    author      varchar(40) not null,
    author_post varchar(200) not null,
    written_at  timestamp with time zone not null,
    approved_by varchar(40),
    approved_at timestamp with time zone,
    primary key (assignment, version)
);
create table letter (
    id             uuid primary key,
    appeal         uuid         not null references appeal (id),
    kind           varchar(30)  not null,           -- ANSWER, EXTENSION_NOTICE, REDIRECT_NOTICE
    body           varchar(20)  not null references body (id),  -- the signing body
    state          varchar(20)  not null,           -- DRAFT, SIGNED, SENT, CANCELLED
    created_at     timestamp with time zone not null,
    number         varchar(40),                     -- outgoing number of the signing body
    signed_version integer,
    signed_digest  varchar(64),
    signed_by      varchar(40),
    signed_post    varchar(200),
    signed_at      timestamp with time zone,
    method         varchar(20),                     -- EMAIL, POST, CABINET
    address        varchar(500),
    message_id     varchar(200),
    sent_at        timestamp with time zone,        -- time of the server's «250», or the date the registrar recorded
    dispatch_number varchar(60),                    -- register number of the post or the cabinet
    sent_by        varchar(40),
    constraint letter_number unique (number)
);
create index letter_appeal on letter (appeal);
create table draft_version (
    letter      uuid        not null references letter (id),
    version     integer     not null,
    text        text        not null,
    digest      varchar(64) not null,               -- SHA-256 of the text
    author      varchar(40) not null,
    author_post varchar(200) not null,
    written_at  timestamp with time zone not null,
    primary key (letter, version)
);
create table approval (
    id          uuid primary key,
    letter      uuid         not null references letter (id),
    version     integer      not null,
    approver    varchar(40)  not null,
    post        varchar(200) not null,
    approved    boolean      not null,
    remark      text,
    at          timestamp with time zone not null
);
create index approval_letter on approval (letter);
-- A remark to a part (before the letter exists).
create table part_remark (
    id         uuid primary key,
    assignment uuid         not null references assignment (id),
    version    integer      not null,
    author     varchar(40)  not null,
    post       varchar(200) not null,
    text       text         not null,
    at         timestamp with time zone not null
);
-- Committed before DATA; the outcome is what we know afterwards.
create table delivery_attempt (
    id          uuid primary key,
    letter      uuid         not null references letter (id),
    ordinal     integer      not null,
    address     varchar(500) not null,
    started_at  timestamp with time zone not null,
    finished_at timestamp with time zone,
    outcome     varchar(20)  not null,              -- CLAIMED, SENT, RETRY, FAILED, UNKNOWN
    detail      varchar(1000),                      -- the server's words
    constraint attempt_ordinal unique (letter, ordinal)
);
