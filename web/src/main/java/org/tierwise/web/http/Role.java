package org.tierwise.web.http;

import io.javalin.security.RouteRole;
import org.tierwise.catalog.account.WorkspaceRole;

/** What a route asks of whoever calls it. A higher role includes the lower ones. */
public enum Role implements RouteRole {
    /** Served without a session: the sign-in page, health and assets. */
    ANYONE,
    /** Whoever is signed in, whatever workspace they may see: their own account. */
    SIGNED_IN,
    /** Reads the workspace. */
    VIEWER,
    /** Changes workloads, imports and measured round trips, and starts runs. */
    EDITOR,
    /** Approves plans that others made. */
    APPROVER,
    /** Members, invitations and keys of the workspace, and the workspace as a whole. */
    ADMIN,
    /** Runs the installation: all accounts, all workspaces, backups, the health page. */
    OPERATOR;

    /** The role of a member. */
    public static Role of(WorkspaceRole role) {
        return switch (role) {
            case VIEWER -> VIEWER;
            case EDITOR -> EDITOR;
            case APPROVER -> APPROVER;
            case ADMIN -> ADMIN;
        };
    }

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
