package org.tierwise.web;

import static org.tierwise.web.http.Role.ANYONE;
import static org.tierwise.web.http.Role.EDITOR;
import static org.tierwise.web.http.Role.VIEWER;

import io.javalin.config.RoutesConfig;
import org.tierwise.web.capacity.CapacityPages;
import org.tierwise.web.http.Assets;
import org.tierwise.web.http.SignIn;
import org.tierwise.web.overview.OverviewPages;
import org.tierwise.web.taxonomy.TaxonomyPages;
import org.tierwise.web.workload.WorkloadPages;

/** The table of contents: every URL once, grouped by feature, with its role as last argument. */
final class Routes {
    /** The handlers of all features, made by App. */
    record Handlers(
            Assets assets,
            SignIn signIn,
            OverviewPages overview,
            WorkloadPages workloads,
            TaxonomyPages taxonomy,
            CapacityPages capacity) {}

    private final Handlers to;

    Routes(Handlers to) {
        this.to = to;
    }

    void register(RoutesConfig routes) {
        // Without a session
        routes.get("/static/<path>", to.assets()::serve, ANYONE);
        routes.get("/health/live", ctx -> ctx.result("ok"), ANYONE);
        routes.get("/sign-in", to.signIn()::show, ANYONE);
        routes.post("/theme", to.signIn()::theme, ANYONE);
        routes.post("/sign-out", to.signIn()::signOut, VIEWER);

        // Start, help, notices
        routes.get("/", to.overview()::start, VIEWER);
        routes.get("/help", to.overview()::help, VIEWER);
        routes.get("/about/data", to.overview()::aboutData, VIEWER);
        routes.get("/settings", to.overview()::settings, VIEWER);

        // Workloads
        routes.get("/workloads", to.workloads()::list, VIEWER);
        routes.post("/workloads", to.workloads()::create, EDITOR);
        routes.get("/workloads/new", to.workloads()::add, VIEWER);
        routes.post("/workloads/classify", to.workloads()::classify, VIEWER);
        routes.get("/workloads/{id}", to.workloads()::show, VIEWER);
        routes.post("/workloads/{id}", to.workloads()::update, EDITOR);
        routes.post("/workloads/{id}/delete", to.workloads()::delete, EDITOR);

        // Taxonomy
        routes.get("/taxonomy", to.taxonomy()::show, VIEWER);

        // Capacity; the id of a site has a slash: provider/code
        routes.get("/capacity", to.capacity()::list, VIEWER);
        routes.get("/capacity/<id>", to.capacity()::show, VIEWER);
    }
}
