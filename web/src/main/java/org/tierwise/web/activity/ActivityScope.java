package org.tierwise.web.activity;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import org.tierwise.web.http.Workspaces;

/**
 * Whose activities are shown. The route decides: that of the installation asks for another role.
 *
 * @param base path of the pages
 * @param everything the whole installation, not just the workspace of the request
 */
public record ActivityScope(String base, boolean everything) {
    public static final ActivityScope WORKSPACE = new ActivityScope("/activity", false);
    public static final ActivityScope INSTALLATION = new ActivityScope("/admin/activity", true);

    /** The workspace to look at; null for all of them. */
    @Nullable
    Long workspace(Context ctx, Workspaces workspaces) {
        return everything ? null : workspaces.currentId(ctx);
    }
}
