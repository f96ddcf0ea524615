-- One row. Who locks it does what several processes on one database must not do at the same time.
create table installation (
    id integer primary key check (id = 1)
);

insert into installation (id) values (1);

-- The processes that serve this database now; each renews its row, by the clock of the database.
create table instance (
    id varchar(100) primary key,
    name varchar(200) not null,
    started_at timestamp with time zone not null,
    last_seen_at timestamp with time zone not null
);

-- The name of the instance that has or had the job last, so that people see who works on it.
alter table job add column worker varchar(200);

-- A part of another job, and what it hands over to it.
alter table job add column parent_id bigint;
alter table job add column result text;
alter table job add constraint job_parent foreign key (workspace_id, parent_id) references job (workspace_id, id) on delete cascade;
create index job_by_parent on job (workspace_id, parent_id);
