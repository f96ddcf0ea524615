-- Who changed what, for the whole installation: rows are only added. Each row carries the hash of the row before it, so
-- that an edit, a deletion, an insertion or another order shows. A workspace that is removed keeps its history: hence no
-- foreign key.
create table audit_entry (
    seq bigint primary key,
    happened_at timestamp with time zone not null,
    workspace_id bigint,
    actor varchar(200) not null,
    via varchar(200),
    client_ip varchar(64),
    verb varchar(40) not null,
    object_kind varchar(40) not null,
    object_id varchar(500) not null,
    summary varchar(1000) not null,
    prev_hash varchar(64) not null,
    hash varchar(64) not null
);

create index audit_entry_by_workspace on audit_entry (workspace_id, seq);
create index audit_entry_by_object on audit_entry (workspace_id, object_kind, object_id, seq);
create index audit_entry_by_workspace_kind on audit_entry (workspace_id, object_kind, seq);
create index audit_entry_by_kind on audit_entry (object_kind, seq);
create index audit_entry_by_time on audit_entry (happened_at, seq);

-- What the object was before and after, apart, so that a scan of the list reads narrow rows, and in parts, because H2
-- holds at most 1 MiB in one text of the type that both databases know.
create table audit_document (
    seq bigint not null,
    side varchar(10) not null check (side in ('BEFORE', 'AFTER')),
    part integer not null,
    document varchar(1000000) not null,
    primary key (seq, side, part)
);

-- The newest entry: the row that writers wait for, and what shows that the end was cut off.
create table audit_head (
    id integer primary key check (id = 1),
    seq bigint not null,
    hash varchar(64) not null,
    legacy_carried boolean not null
);

insert into audit_head (id, seq, hash, legacy_carried)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000', false);

-- What was logged before there was a chain. The first start copies it into the chain; nothing reads it afterwards.
alter table activity rename to activity_before_audit;

-- SHA-256 of the columns of a plan's row, which the lists show: without it a changed bit in a cost would be shown.
alter table plan add column row_sha256 varchar(64);

-- Content, each under its own SHA-256 and stored once however many plans were solved from it: what a solve read.
create table content_blob (
    sha256 varchar(64) primary key,
    byte_count bigint not null,
    used_at timestamp with time zone not null
);

-- Compressed, in pieces.
create table content_piece (
    sha256 varchar(64) not null references content_blob (sha256) on delete cascade,
    seq integer not null,
    piece bytea not null,
    primary key (sha256, seq)
);

-- The input of a solve: a manifest, itself under its SHA-256, that names its contents.
create table input_snapshot (
    sha256 varchar(64) primary key references content_blob (sha256),
    used_at timestamp with time zone not null
);

create table input_snapshot_part (
    snapshot_sha256 varchar(64) not null references input_snapshot (sha256) on delete cascade,
    blob_sha256 varchar(64) not null references content_blob (sha256),
    primary key (snapshot_sha256, blob_sha256)
);

create index input_snapshot_part_by_blob on input_snapshot_part (blob_sha256);

alter table plan add column input_snapshot varchar(64) references input_snapshot (sha256);

create index plan_by_snapshot on plan (input_snapshot);
