-- The approved or not yet approved part of the answer for one assignment; versions.
create table answer_part (
    assignment    uuid         not null references assignment (id),
    version       integer      not null,
    text          text         not null,
    author        varchar(40)  not null,
    author_post   varchar(200) not null,
    written_at    timestamp with time zone not null,
    approved_by   varchar(40),
    approver_post varchar(200),
    approved_at   timestamp with time zone,
    primary key (assignment, version)
);
-- A remark to a part (before the letter exists).
create table part_remark (
    assignment uuid         not null references assignment (id),
    ordinal    integer      not null,
    version    integer      not null,
    author     varchar(40)  not null,
    post       varchar(200) not null,
    text       text         not null,
    at         timestamp with time zone not null,
    primary key (assignment, ordinal)
);
create table letter (
    id             uuid primary key,
    appeal         uuid         not null references appeal (id),
    kind           varchar(30)  not null,           -- ANSWER, EXTENSION_NOTICE, REDIRECT_NOTICE
    body           varchar(20)  not null references body (id),  -- the signing body
    state          varchar(20)  not null,           -- DRAFT, SIGNED, SENT, CANCELLED; SIGNED with EMAIL = the outbox
    template       varchar(100) not null,           -- name and digest of the template the draft began from
    created_at     timestamp with time zone not null,
    number         varchar(40),                     -- outgoing number of the signing body
    signed_version integer,
    signed_digest  varchar(64),
    signed_by      varchar(40),
    signed_name    varchar(200),                    -- the signer's name as printed
    signed_post    varchar(200),
    signed_at      timestamp with time zone,
    document       text,                            -- what leaves the house: number, date, the signed text, signature
    method         varchar(20),                     -- EMAIL, POST, CABINET
    address        varchar(500),
    message_id     varchar(200),                    -- fixed at signature, the same at every attempt
    sent_at        timestamp with time zone,        -- time of the server's «250», or the date the registrar recorded
    dispatch_number varchar(60),                    -- register number of the post or the cabinet
    sent_by        varchar(40),                     -- null: the mail sender
    constraint letter_number unique (number)
);
create index letter_appeal on letter (appeal);
create index letter_state on letter (state);
create table draft_version (
    letter      uuid        not null references letter (id),
    version     integer     not null,
    text        text        not null,
    digest      varchar(64) not null,               -- SHA-256 of the text in UTF-8
    author      varchar(40) not null,
    author_post varchar(200) not null,
    written_at  timestamp with time zone not null,
    primary key (letter, version)
);
-- Each opinion on a version, in order: an approval, or a remark of an approver or of the signer.
create table approval (
    letter      uuid         not null references letter (id),
    ordinal     integer      not null,
    version     integer      not null,
    approver    varchar(40)  not null,
    post        varchar(200) not null,
    approved    boolean      not null,
    remark      text,
    at          timestamp with time zone not null,
    primary key (letter, ordinal)
);
-- Committed before DATA; the outcome is what we know afterwards.
create table delivery_attempt (
    letter      uuid         not null references letter (id),
    ordinal     integer      not null,
    address     varchar(500) not null,
    started_at  timestamp with time zone not null,
    finished_at timestamp with time zone,
    outcome     varchar(20)  not null,              -- CLAIMED, SENT, RETRY, FAILED, UNKNOWN
    detail      varchar(1000),                      -- the server's words
    primary key (letter, ordinal)
);
-- What a person decided about a letter that was signed and not known to be sent.
create table delivery_decision (
    letter        uuid          not null references letter (id),
    ordinal       integer       not null,
    after_attempt integer       not null,           -- last attempt the decision knew of; 0: none
    decision      varchar(20)   not null,           -- RETRY, ADDRESS, OTHER_METHOD, DISPATCHED, CONFIRMED, CANCELLED
    old_value     varchar(500),                     -- method and address before
    new_value     varchar(500),
    reason        varchar(2000),                    -- evidence or reason, as the person gave it
    decided_by    varchar(40)   not null,
    post          varchar(200)  not null,
    at            timestamp with time zone not null,
    primary key (letter, ordinal)
);
-- Reminders to officials, without personal data.
create table notice (
    id        uuid primary key,
    recipient varchar(200)  not null,
    subject   varchar(300)  not null,
    text      varchar(2000) not null,
    queued_at timestamp with time zone not null,
    sent_at   timestamp with time zone,
    tries     integer       not null
);
