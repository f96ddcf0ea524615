package org.tierwise.catalog.account;

import org.tierwise.catalog.workspace.Workspace;

/** A workspace that an account may see, and as what. */
public record Membership(Workspace workspace, WorkspaceRole role) {}
