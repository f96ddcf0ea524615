package org.tierwise.catalog.account;

/** What a member may do in a workspace; each role includes those before it. */
public enum WorkspaceRole {
    /** Reads and exports. */
    VIEWER,
    /** Changes workloads, sites and assumptions, imports, and makes plans. */
    EDITOR,
    /** Approves plans that others made. */
    APPROVER,
    /** Invites members, changes their roles, renames and empties the workspace. */
    ADMIN;

    public boolean includes(WorkspaceRole other) {
        return compareTo(other) >= 0;
    }

    /** The lower of two roles. */
    public WorkspaceRole atMost(WorkspaceRole limit) {
        return includes(limit) ? limit : this;
    }
}
