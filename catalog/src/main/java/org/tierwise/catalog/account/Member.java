package org.tierwise.catalog.account;

/** An account in a workspace. */
public record Member(long accountId, String email, String name, WorkspaceRole role, boolean disabled) {}
