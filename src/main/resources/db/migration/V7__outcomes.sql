-- What triage decides beside consideration (art. 8 and 11): one letter of the ЦУР for each.
create table outcome (
    id           uuid primary key,
    appeal       uuid          not null references appeal (id),
    kind         varchar(30)   not null,            -- Outcome.Kind
    whole        boolean       not null,            -- the whole appeal, or some of its questions
    term         varchar(40)   not null,
    ground       varchar(2000) not null,            -- why, as the coordinator wrote it
    unlawful     boolean       not null,            -- an unlawful act is reported
    decision     varchar(300)  not null,            -- the document that stops the correspondence
    link         varchar(500)  not null,            -- where the answer is published
    rule         varchar(100)  not null,            -- version of the table that allowed it
    note         varchar(1000) not null,            -- what its row says
    decided_by   varchar(40)   not null,
    decided_post varchar(200)  not null,
    decided_at   timestamp with time zone not null,
    letter       uuid references letter (id),       -- what the signer signs: notice, return, record
    done_at      timestamp with time zone           -- its letters have left
);
create index outcome_appeal on outcome (appeal);
create table outcome_recipient (
    outcome uuid         not null references outcome (id),
    ordinal integer      not null,
    name    varchar(300) not null,                  -- body or official, as it stands on the envelope
    letter  uuid references letter (id),            -- the covering letter
    primary key (outcome, ordinal)
);
alter table question add column outcome uuid references outcome (id);
alter table letter add column recipient varchar(300);   -- a body; null: the applicant
alter table deadline add column fulfilled_at timestamp with time zone;
alter table appeal drop column redirected_to;
