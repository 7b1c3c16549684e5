-- What proves that measures were taken on a question: ru.tsur.appeal.Evidence. Never deleted: replaced_at takes it back.
create table evidence (
    id            uuid primary key,
    appeal        uuid         not null references appeal (id),
    question      uuid         not null references question (id),
    kind          varchar(20)  not null,             -- FILE, DOCUMENT, CONFIRMATION
    attachment    uuid references attachment (id),   -- FILE: the bytes are kept as every attachment's
    title         varchar(500) not null,             -- name of the file or the document; how the applicant confirmed
    number        varchar(100) not null,             -- of the document
    on_day           date,                              -- of the document or the confirmation
    who           varchar(300) not null,             -- who made the document; which applicant confirmed
    attached_by   varchar(40)  not null,
    attached_post varchar(700) not null,
    attached_for  varchar(40),
    attached_at   timestamp with time zone not null,
    replaced_at   timestamp with time zone
);
create index evidence_question on evidence (question);
create index evidence_appeal on evidence (appeal);

-- Answers that were signed before this version did not have to prove anything.
alter table question add column needs_evidence boolean default true not null;
update question set needs_evidence = false
where appeal in (select id from appeal where state not in ('RECEIVED', 'REGISTERED', 'IN_WORK'));

-- «Будет сделано до …» in an answer: ru.tsur.appeal.Promise. It stays under control after the appeal is closed.
create table promise (
    id           uuid primary key,
    appeal       uuid          not null references appeal (id),
    question     uuid          not null references question (id),
    what         varchar(2000) not null,
    first_day    date          not null,             -- as the answer named it
    on_day          date          not null,             -- now; later only by a granted postponement
    state        varchar(20)   not null,             -- WRITTEN, RUNNING, KEPT
    tenant       varchar(60),                        -- who keeps it, from the answer's dispatch on
    made_by      varchar(40)   not null,
    made_post    varchar(700)  not null,
    made_for     varchar(40),
    made_at      timestamp with time zone not null,
    confirmed_by varchar(40),                        -- the executor says that it is done; the signer has the last word
    confirmed_at timestamp with time zone,
    broken_at    timestamp with time zone,           -- the day passed and nobody had confirmed
    kept_at      timestamp with time zone,           -- the letter about it has left
    constraint promise_question unique (question)
);
create index promise_appeal on promise (appeal);
create table promise_postponement (
    id             uuid primary key,
    promise        uuid          not null references promise (id),
    on_day            date          not null,
    reason         varchar(2000) not null,
    requested_by   varchar(40)   not null,
    requested_post varchar(700)  not null,
    requested_for  varchar(40),
    requested_at   timestamp with time zone not null,
    granted        boolean,
    decided_by     varchar(40),
    decided_post   varchar(700),
    decided_at     timestamp with time zone
);
create index postponement_promise on promise_postponement (promise);

-- What became of a letter that had left: proven to have arrived, or returned. A return sends it again.
create table letter_fate (
    letter      uuid          not null references letter (id),
    ordinal     integer       not null,
    kind        varchar(20)   not null,              -- PROVEN, RETURNED
    on_day         date          not null,              -- of the handing over or of the return
    number      varchar(60)   not null,              -- of the notification or of the post's tracking
    reason      varchar(2000) not null,              -- of the return
    method      varchar(20)   not null,              -- how and where it had gone, and when
    address     varchar(500)  not null,
    sent_at     timestamp with time zone not null,
    recorded_by varchar(40)   not null,
    post        varchar(700)  not null,
    at          timestamp with time zone not null,
    primary key (letter, ordinal)
);
