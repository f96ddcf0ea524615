-- The certificate of a plan's proof is as large as the plan and needed only to export or check it, so it is apart.
create table plan_certificate_piece (
    workspace_id bigint not null,
    plan_id bigint not null,
    seq integer not null,
    piece bytea not null,
    primary key (workspace_id, plan_id, seq),
    foreign key (workspace_id, plan_id) references plan (workspace_id, id) on delete cascade
);

-- What the bound is compared with. Both are null in plans without a proof.
alter table plan add column objective_micros bigint;

-- SHA-256 of the plan without its certificate, where it has one.
alter table plan add column seal varchar(64);
