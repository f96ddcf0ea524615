-- Requests of programs that carry a key of their own, so that one that is sent again is not carried out again. DONE is
-- set in the transaction of the effect; the answer follows in one of its own and is missing after a crash between both.
create table idempotency (
    workspace_id bigint not null references workspace (id) on delete cascade,
    actor varchar(200) not null,
    request_key varchar(200) not null,
    request_sha256 varchar(64) not null,
    state varchar(20) not null check (state in ('RESERVED', 'DONE')),
    attempt integer not null,
    reserved_at timestamp with time zone not null,
    created_at timestamp with time zone not null,
    status integer,
    content_type varchar(200),
    location varchar(2000),
    etag varchar(200),
    body bytea,
    primary key (workspace_id, actor, request_key)
);

create index idempotency_by_age on idempotency (created_at);
