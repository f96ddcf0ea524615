package org.tierwise.web.http;

import io.javalin.security.RouteRole;

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
    /** Everything: accounts, backups, the whole workspace. */
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
