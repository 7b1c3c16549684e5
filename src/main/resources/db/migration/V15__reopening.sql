-- A closed appeal is considered again (art. 5 п. 3, art. 10 p. 1 п. 4): on what request or order, and what stood before.
create table reopening (
    id              uuid primary key,
    appeal          uuid          not null references appeal (id),
    round_no        integer       not null,          -- of the consideration that begins; the first of an appeal is 1
    kind            varchar(20)   not null,          -- Reopening.Kind
    text            varchar(4000) not null,          -- the request as received, or the reason of the order
    received_on     date,                            -- of the request
    state_before    varchar(20)   not null,          -- how the appeal had ended
    answered_before timestamp with time zone not null,
    closed_before   timestamp with time zone not null,
    late_before     boolean       not null,          -- the answer had left after its term
    ordered_by      varchar(40)   not null,
    ordered_post    varchar(700)  not null,
    ordered_for     varchar(40),
    ordered_at      timestamp with time zone not null,
    constraint reopening_round unique (appeal, round_no)
);
-- What is considered anew, and what had become of it; nothing, if the first consideration had missed the question.
create table reopened_question (
    reopening      uuid not null references reopening (id),
    question       uuid not null references question (id),
    result_before  varchar(30),
    outcome_before uuid references outcome (id),
    place_before   varchar(41),                      -- body.block that answered
    primary key (reopening, question)
);
create index reopened_question_question on reopened_question (question);

-- In which consideration of its appeal each belongs; the appeal: which one is the last.
alter table appeal add column round_no integer default 1 not null;
alter table question add column round_no integer default 1 not null;
alter table assignment add column round_no integer default 1 not null;
alter table letter add column round_no integer default 1 not null;

-- A question that is answered again may be promised something again, once the first promise is kept.
alter table promise drop constraint promise_question;
create index promise_of_question on promise (question);

-- V10 made the keys of applicants by another rule than ru.tsur.appeal.Repeats: they are made again when the product starts.
update applicant set name_key = '?' where name_key <> '';
