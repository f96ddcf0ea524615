package org.tierwise.web.http;

import io.javalin.security.RouteRole;

/** What a route asks of whoever calls it. A higher role includes the lower ones. */
public enum Role implements RouteRole {
    /** Served without a session: the sign-in page, health and assets. */
    ANYONE,
    /** Reads. */
    VIEWER,
    /** Changes workloads, imports and measured round trips, and starts runs. */
    EDITOR,
    /** The holder of the sign-in link, until there are accounts. */
    OWNER
}
