-- Documents asked of another body or organisation (art. 10 p. 1 п. 2 and p. 2): what, of whom, and what came of it.
create table document_request (
    id             uuid primary key,
    appeal         uuid          not null references appeal (id),
    tenant         varchar(41)   not null,            -- body.block that asks
    addressee      varchar(30)   not null,            -- DocumentRequest.Addressee
    body           varchar(20),                       -- of the region's tree; null: any other
    recipient      varchar(300)  not null,            -- as it stands on the envelope
    email          varchar(300),                      -- null: by post
    wanted         varchar(2000) not null,
    enclosure      varchar(10)   not null,            -- COPY or EXTRACT of the appeal
    rule           varchar(100)  not null,            -- version of the table that allowed it
    note           varchar(1000) not null,            -- what its row says
    requested_by   varchar(40)   not null,
    requested_post varchar(700)  not null,
    requested_for  varchar(40),
    requested_at   timestamp with time zone not null,
    letter         uuid references letter (id),
    sent_on        date,                              -- the letter has left
    handed_on      date,                              -- the addressee got it, where that is known
    late_at        timestamp with time zone,          -- the addressee's term is over, first recorded
    outcome        varchar(20),                       -- DocumentRequest.End; null: open
    came           varchar(2000),                     -- what was received
    came_on        date,
    ended_at       timestamp with time zone
);
create index document_request_appeal on document_request (appeal);

-- Each time the addressee was reminded.
create table document_chase (
    request   uuid         not null references document_request (id),
    ordinal   integer      not null,
    how       varchar(20)  not null,                  -- DocumentRequest.Way
    note      varchar(500) not null,
    chased_by varchar(40)  not null,
    post      varchar(700) not null,
    chased_at timestamp with time zone not null,
    primary key (request, ordinal)
);

-- The day by which the body that sent the appeal on wants it answered; our own term runs beside it.
create table control_date (
    appeal    uuid         primary key references appeal (id),
    due       date         not null,
    body      varchar(300) not null,
    missed_at timestamp with time zone               -- recorded as passed without an answer
);
