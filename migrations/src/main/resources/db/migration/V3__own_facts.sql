-- What a workspace adds to the shipped catalogue or sets differently.
create table own_site (
    workspace_id bigint not null references workspace (id) on delete cascade,
    site_id varchar(200) not null,
    document varchar(1000000) not null,
    version bigint not null,
    updated_at timestamp with time zone not null,
    primary key (workspace_id, site_id)
);

create table round_trip (
    workspace_id bigint not null references workspace (id) on delete cascade,
    from_id varchar(200) not null,
    to_id varchar(200) not null,
    p50_ms double precision not null check (p50_ms > 0),
    kind varchar(20) not null,
    source varchar(500) not null,
    as_of varchar(40) not null,
    updated_at timestamp with time zone not null,
    primary key (workspace_id, from_id, to_id)
);

create table assumption_override (
    workspace_id bigint not null references workspace (id) on delete cascade,
    assumption_key varchar(200) not null,
    number double precision not null,
    set_by varchar(200) not null,
    updated_at timestamp with time zone not null,
    primary key (workspace_id, assumption_key)
);
