-- What was attached to an e-mail that is no appeal: ru.tsur.correspondence.Email.
create table email_file (
    id         uuid primary key,
    email      uuid         not null references email (id),
    name       varchar(255) not null,
    media_type varchar(100) not null,
    size       bigint       not null,
    digest     varchar(64)  not null,
    content    bytea        not null
);
create index email_file_email on email_file (email);
