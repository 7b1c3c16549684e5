-- Documents on the results asked of whom the appeal was sent on to (art. 8 p. 5): ru.tsur.appeal.RedirectControl.
create table redirect_control (
    id          uuid primary key,
    appeal      uuid         not null references appeal (id),
    outcome     uuid         not null references outcome (id),
    recipient   integer      not null,               -- its ordinal among the outcome's recipients
    due         date         not null,               -- named in the covering letter
    asked_by    varchar(40)  not null,
    asked_post  varchar(700) not null,
    asked_for   varchar(40),
    asked_at    timestamp with time zone not null,
    began_on    date,                                -- the covering letter has left
    late_at     timestamp with time zone,            -- the day passed without an answer, first recorded
    ending      varchar(20),                         -- RedirectControl.End; null: open
    answered_on date,
    answer      varchar(2000),                       -- what the body answered
    reason      varchar(2000),                       -- why it was taken off control
    ended_by    varchar(40),
    ended_post  varchar(700),
    ended_at    timestamp with time zone,
    constraint redirect_control_recipient unique (outcome, recipient)
);
create index redirect_control_appeal on redirect_control (appeal);

-- Each time the body was reminded.
create table redirect_chase (
    control   uuid         not null references redirect_control (id),
    ordinal   integer      not null,
    how       varchar(20)  not null,                 -- DocumentRequest.Way
    note      varchar(500) not null,
    chased_by varchar(40)  not null,
    post      varchar(700) not null,
    chased_at timestamp with time zone not null,
    primary key (control, ordinal)
);

-- What came with the body's answer.
create table redirect_file (
    control    uuid not null references redirect_control (id),
    attachment uuid not null references attachment (id),
    primary key (control, attachment)
);

-- Consideration with a visit on site (art. 9 p. 2): ru.tsur.appeal.Visit.
create table visit (
    id             uuid primary key,
    appeal         uuid          not null references appeal (id),
    tenant         varchar(41)   not null,           -- body.block that goes
    on_day         date          not null,
    at_time        varchar(5)    not null,           -- as in 10:30
    place          varchar(500)  not null,
    participants   varchar(1000) not null,
    invited        boolean       not null,           -- the applicant, art. 10 p. 1 п. 1
    appointed_by   varchar(40)   not null,
    appointed_post varchar(700)  not null,
    appointed_for  varchar(40),
    appointed_at   timestamp with time zone not null,
    letter         uuid references letter (id),      -- the invitation to the day that stands
    late_at        timestamp with time zone,         -- the day that stands passed
    ending         varchar(20),                      -- Visit.End; null: open
    held_on        date,
    present        varchar(1000),                    -- who was there
    applicant_came boolean,
    found          varchar(4000),
    reason         varchar(1000),                    -- why it was cancelled
    ended_by       varchar(40),
    ended_post     varchar(700),
    ended_at       timestamp with time zone
);
create index visit_appeal on visit (appeal);

-- Each time a visit was put off.
create table visit_move (
    visit     uuid          not null references visit (id),
    ordinal   integer       not null,
    from_day  date          not null,
    to_day    date          not null,
    reason    varchar(1000) not null,
    moved_by  varchar(40)   not null,
    post      varchar(700)  not null,
    moved_at  timestamp with time zone not null,
    primary key (visit, ordinal)
);

-- The act of the visit and its photos.
create table visit_file (
    visit      uuid not null references visit (id),
    attachment uuid not null references attachment (id),
    primary key (visit, attachment)
);
