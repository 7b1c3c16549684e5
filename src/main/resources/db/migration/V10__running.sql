-- What the applicant adds to a running appeal (art. 5 п. 1): as received, never changed.
create table supplement (
    id             uuid primary key,
    appeal         uuid         not null references appeal (id),
    external_id    varchar(100),                       -- of the sending system
    content_digest varchar(64)  not null,              -- SHA-256 of what came, for idempotency
    text           text         not null,
    received_at    timestamp with time zone not null,
    stored_at      timestamp with time zone not null,
    stored_by      varchar(40)  not null,
    stored_post    varchar(700) not null,
    constraint supplement_external unique (appeal, external_id)
);
create index supplement_appeal on supplement (appeal);
alter table attachment add column supplement uuid references supplement (id);   -- null: came with the appeal

-- The applicant's request to stop consideration (art. 5 п. 5), and what was decided.
create table withdrawal (
    id            uuid primary key,
    appeal        uuid          not null references appeal (id),
    signatory     varchar(300)  not null,              -- which of the signatories of a collective appeal; empty: the applicant
    text          varchar(4000) not null,              -- as received
    received_on   date          not null,
    recorded_by   varchar(40)   not null,
    recorded_post varchar(700)  not null,
    recorded_for  varchar(40),
    recorded_at   timestamp with time zone not null,
    decision      varchar(20),                         -- STOP, PARTIAL, CONTINUE
    ground        varchar(20),                         -- why it goes on: CRIME, DANGER, SIGNED
    explanation   varchar(2000) not null default '',
    decided_by    varchar(40),
    decided_post  varchar(700),
    decided_for   varchar(40),
    decided_at    timestamp with time zone,
    letter        uuid references letter (id)
);
create index withdrawal_appeal on withdrawal (appeal);

-- How an applicant is looked for: surname and first initial, or the organisation (ru.tsur.appeal.Repeats#key).
alter table applicant add column name_key varchar(400) default '' not null;
update applicant set name_key = case when coalesce(last_name, '') = '' then
    replace(lower(trim(coalesce(organization, ''))), 'ё', 'е')
  else trim(replace(lower(concat(trim(last_name), ' ', substring(coalesce(first_name, ''), 1, 1))), 'ё', 'е')) end;
create index applicant_name on applicant (name_key);
