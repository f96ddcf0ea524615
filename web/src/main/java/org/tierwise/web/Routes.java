package org.tierwise.web;

import static org.tierwise.web.http.Role.ADMIN;
import static org.tierwise.web.http.Role.ANYONE;
import static org.tierwise.web.http.Role.APPROVER;
import static org.tierwise.web.http.Role.EDITOR;
import static org.tierwise.web.http.Role.OPERATOR;
import static org.tierwise.web.http.Role.SIGNED_IN;
import static org.tierwise.web.http.Role.VIEWER;

import io.javalin.config.RoutesConfig;
import org.tierwise.web.account.AccountHandlers;
import org.tierwise.web.activity.ActivityApi;
import org.tierwise.web.activity.ActivityPages;
import org.tierwise.web.backup.BackupPages;
import org.tierwise.web.capacity.CapacityPages;
import org.tierwise.web.capacity.OwnSitePages;
import org.tierwise.web.capacity.RoundTripApi;
import org.tierwise.web.capacity.RoundTripPages;
import org.tierwise.web.capacity.SiteApi;
import org.tierwise.web.export.PlanDownloads;
import org.tierwise.web.http.ApiBasics;
import org.tierwise.web.http.Assets;
import org.tierwise.web.http.Theme;
import org.tierwise.web.inventory.ImportApi;
import org.tierwise.web.inventory.ImportPages;
import org.tierwise.web.operations.AdminPages;
import org.tierwise.web.operations.HealthApi;
import org.tierwise.web.operations.MetricsApi;
import org.tierwise.web.overview.OverviewPages;
import org.tierwise.web.overview.SamplePages;
import org.tierwise.web.plan.ApprovalPages;
import org.tierwise.web.plan.PlanApi;
import org.tierwise.web.plan.PlanPages;
import org.tierwise.web.plan.TradeoffApi;
import org.tierwise.web.plan.TradeoffPages;
import org.tierwise.web.run.RunApi;
import org.tierwise.web.run.RunPages;
import org.tierwise.web.settings.AssumptionPages;
import org.tierwise.web.taxonomy.TaxonomyPages;
import org.tierwise.web.workload.WorkloadApi;
import org.tierwise.web.workload.WorkloadPages;

/** The table of contents: every URL once, grouped by feature, with its role as last argument. */
final class Routes {
    /** The handlers of all features, made by App. */
    record Handlers(
            Assets assets,
            Theme theme,
            AccountHandlers people,
            ApiBasics api,
            OverviewPages overview,
            SamplePages sample,
            WorkloadPages workloads,
            WorkloadApi workloadApi,
            ImportPages imports,
            ImportApi importApi,
            TaxonomyPages taxonomy,
            CapacityPages capacity,
            OwnSitePages ownSites,
            RoundTripPages roundTrips,
            RoundTripApi roundTripApi,
            SiteApi siteApi,
            PlanPages plans,
            PlanApi planApi,
            TradeoffPages tradeoffs,
            TradeoffApi tradeoffApi,
            ApprovalPages approvals,
            PlanDownloads downloads,
            RunPages runs,
            RunApi runApi,
            AssumptionPages assumptions,
            ActivityPages activity,
            ActivityApi activityApi,
            ActivityPages allActivity,
            ActivityApi allActivityApi,
            BackupPages backups,
            HealthApi health,
            MetricsApi metrics,
            AdminPages admin) {}

    private final Handlers to;

    Routes(Handlers to) {
        this.to = to;
    }

    void register(RoutesConfig routes) {
        // Without a session
        routes.get("/static/<path>", to.assets()::serve, ANYONE);
        routes.get("/health/live", to.health()::live, ANYONE);
        routes.get("/health/ready", to.health()::ready, ANYONE);
        routes.post("/theme", to.theme()::set, ANYONE);

        // Signing in
        var people = to.people();
        routes.get("/sign-in", people.signIn()::show, ANYONE);
        routes.post("/sign-in", people.signIn()::password, ANYONE);
        routes.get("/sign-in/code", people.signIn()::code, ANYONE);
        routes.post("/sign-in/code", people.signIn()::checkCode, ANYONE);
        routes.get("/sign-in/oidc", people.oidc()::start, ANYONE);
        routes.get("/sign-in/oidc/return", people.oidc()::comeBack, ANYONE);
        routes.post("/sign-out", people.signIn()::signOut, SIGNED_IN);
        routes.get("/invitation", people.invitations()::show, ANYONE);
        routes.post("/invitation", people.invitations()::accept, ANYONE);
        routes.get("/new-password", people.invitations()::showPasswordLink, ANYONE);
        routes.post("/new-password", people.invitations()::usePasswordLink, ANYONE);

        // Backups, beside the automatic ones
        routes.post("/admin/backup", to.backups()::make, OPERATOR);

        // One's own account
        routes.get("/account", people.account()::show, SIGNED_IN);
        routes.post("/account/name", people.account()::rename, SIGNED_IN);
        routes.post("/account/password", people.account()::changePassword, SIGNED_IN);
        routes.post("/account/sessions/end", people.account()::endSession, SIGNED_IN);
        routes.post("/account/sessions/end-others", people.account()::endOtherSessions, SIGNED_IN);
        routes.get("/account/second-factor", people.secondFactor()::show, SIGNED_IN);
        routes.post("/account/second-factor", people.secondFactor()::setUp, SIGNED_IN);
        routes.post("/account/second-factor/remove", people.secondFactor()::remove, SIGNED_IN);
        routes.post("/account/connect", people.oidc()::startConnecting, SIGNED_IN);

        // Workspaces, their members and keys; all accounts
        routes.get("/workspaces", people.workspaces()::list, SIGNED_IN);
        routes.post("/workspaces", people.workspaces()::create, OPERATOR);
        routes.post("/workspaces/rename", people.workspaces()::rename, ADMIN);
        routes.post("/workspaces/delete", people.workspaces()::delete, OPERATOR);
        routes.post("/workspaces/{id}/choose", people.workspaces()::choose, SIGNED_IN);
        routes.get("/members", people.members()::list, ADMIN);
        routes.post("/members/invite", people.members()::invite, ADMIN);
        routes.post("/members/invitations/{id}/withdraw", people.members()::withdraw, ADMIN);
        routes.post("/members/{id}/role", people.members()::setRole, ADMIN);
        routes.post("/members/{id}/remove", people.members()::remove, ADMIN);
        routes.get("/tokens", people.tokens()::list, VIEWER);
        routes.post("/tokens", people.tokens()::create, VIEWER);
        routes.post("/tokens/{id}/delete", people.tokens()::delete, VIEWER);
        routes.get("/accounts", people.people()::list, OPERATOR);
        routes.post("/accounts", people.people()::create, OPERATOR);
        routes.post("/accounts/{id}", people.people()::act, OPERATOR);
        routes.post("/accounts/{id}/password-link", people.people()::passwordLink, OPERATOR);

        // What every program needs first
        routes.get("/api/v1/openapi.yaml", to.api()::openApi, VIEWER);
        routes.get("/api/v1/session", to.api()::session, VIEWER);

        // Start, help, notices
        routes.get("/", to.overview()::start, VIEWER);
        routes.get("/help", to.overview()::help, VIEWER);
        routes.get("/about/data", to.overview()::aboutData, VIEWER);
        routes.post("/sample", to.sample()::open, SIGNED_IN);
        routes.post("/sample/leave", to.sample()::leave, SIGNED_IN);
        routes.post("/sample/remove", to.sample()::remove, ADMIN);

        // Operation
        routes.get("/admin", to.admin()::show, OPERATOR);
        routes.get("/metrics", to.metrics()::show, to.metrics().role());

        // Workloads
        routes.get("/workloads", to.workloads()::list, VIEWER);
        routes.post("/workloads", to.workloads()::create, EDITOR);
        routes.get("/workloads/new", to.workloads()::add, VIEWER);
        routes.post("/workloads/classify", to.workloads()::classify, VIEWER);
        routes.get("/workloads/{id}", to.workloads()::show, VIEWER);
        routes.post("/workloads/{id}", to.workloads()::update, EDITOR);
        routes.post("/workloads/{id}/delete", to.workloads()::delete, EDITOR);

        routes.get("/api/v1/workloads", to.workloadApi()::list, VIEWER);
        routes.post("/api/v1/workloads", to.workloadApi()::create, EDITOR);
        routes.get("/api/v1/workloads/{id}", to.workloadApi()::show, VIEWER);
        routes.put("/api/v1/workloads/{id}", to.workloadApi()::update, EDITOR);
        routes.delete("/api/v1/workloads/{id}", to.workloadApi()::delete, EDITOR);

        // The assumptions of the models
        routes.get("/settings", to.assumptions()::list, VIEWER);
        routes.post("/settings", to.assumptions()::set, EDITOR);
        routes.post("/settings/reset", to.assumptions()::reset, EDITOR);

        // Who changed what: in the workspace, and in the whole installation
        routes.get("/activity", to.activity()::list, VIEWER);
        routes.get("/activity/export.csv", to.activity()::csv, VIEWER);
        routes.get("/activity/export.jsonl", to.activity()::lines, VIEWER);
        routes.get("/activity/{seq}", to.activity()::show, VIEWER);
        routes.get("/api/v1/activity", to.activityApi()::list, VIEWER);
        routes.get("/api/v1/activity/{seq}", to.activityApi()::show, VIEWER);
        routes.get("/admin/activity", to.allActivity()::list, OPERATOR);
        routes.get("/admin/activity/export.csv", to.allActivity()::csv, OPERATOR);
        routes.get("/admin/activity/export.jsonl", to.allActivity()::lines, OPERATOR);
        routes.get("/admin/activity/{seq}", to.allActivity()::show, OPERATOR);
        routes.get("/api/v1/admin/activity", to.allActivityApi()::list, OPERATOR);
        routes.get("/api/v1/admin/activity/{seq}", to.allActivityApi()::show, OPERATOR);

        // Imports
        routes.get("/imports", to.imports()::list, VIEWER);
        routes.post("/imports", to.imports()::upload, EDITOR);
        routes.get("/imports/{id}", to.imports()::show, VIEWER);
        routes.post("/imports/{id}/confirm", to.imports()::confirm, EDITOR);
        routes.get("/imports/{id}/rejected", to.imports()::rejected, VIEWER);
        routes.post("/api/v1/imports", to.importApi()::create, EDITOR);

        // Taxonomy
        routes.get("/taxonomy", to.taxonomy()::show, VIEWER);

        // Capacity; the id of a site has a slash: provider/code
        routes.get("/capacity", to.capacity()::list, VIEWER);
        routes.get("/capacity/round-trips", to.roundTrips()::list, VIEWER);
        routes.post("/capacity/round-trips", to.roundTrips()::add, EDITOR);
        routes.post("/capacity/round-trips/delete", to.roundTrips()::delete, EDITOR);
        routes.get("/capacity/own", to.ownSites()::list, VIEWER);
        routes.post("/capacity/own", to.ownSites()::create, EDITOR);
        routes.get("/capacity/new", to.ownSites()::add, VIEWER);
        routes.get("/capacity/own/{code}/edit", to.ownSites()::edit, VIEWER);
        routes.post("/capacity/own/{code}", to.ownSites()::update, EDITOR);
        routes.post("/capacity/own/{code}/delete", to.ownSites()::delete, EDITOR);
        routes.get("/capacity/<id>", to.capacity()::show, VIEWER);
        routes.get("/api/v1/sites", to.siteApi()::list, VIEWER);
        routes.get("/api/v1/sites/round-trips", to.roundTripApi()::list, VIEWER);
        routes.post("/api/v1/sites/round-trips", to.roundTripApi()::add, EDITOR);
        routes.get("/api/v1/sites/<id>", to.siteApi()::show, VIEWER);

        // Plans and the runs that make them
        routes.get("/plans", to.plans()::list, VIEWER);
        routes.get("/plans/new", to.runs()::create, VIEWER);
        routes.get("/plans/{number}", to.plans()::summary, VIEWER);
        routes.get("/plans/{number}/map", to.plans()::map, VIEWER);
        routes.get("/plans/{number}/placements", to.plans()::placements, VIEWER);
        routes.get("/plans/{number}/explanation", to.plans()::explanation, VIEWER);
        routes.get("/plans/{number}/unplaced", to.plans()::unplaced, VIEWER);
        routes.get("/plans/{number}/backups", to.plans()::backups, VIEWER);
        routes.get("/plans/{number}/bill", to.plans()::bill, VIEWER);
        routes.get("/plans/{number}/trade-offs", to.tradeoffs()::show, VIEWER);
        routes.post("/plans/{number}/trade-offs", to.tradeoffs()::start, EDITOR);
        routes.post("/plans/{number}/trade-offs/stop", to.tradeoffs()::stop, EDITOR);
        routes.get("/plans/{number}/trade-offs/points.csv", to.tradeoffs()::csv, VIEWER);
        routes.get("/plans/{number}/capacity", to.plans()::capacity, VIEWER);
        routes.get("/plans/{number}/inputs", to.plans()::inputs, VIEWER);
        routes.get("/plans/{number}/approval", to.approvals()::show, VIEWER);
        routes.post("/plans/{number}/approval", to.approvals()::decide, APPROVER);
        routes.get("/plans/{number}/export", to.downloads()::centre, VIEWER);
        routes.get("/plans/{number}/export/plan.{format}", to.downloads()::download, VIEWER);
        routes.get("/plans/{number}/export/capacity.csv", to.downloads()::capacity, VIEWER);
        routes.post("/plans/import", to.downloads()::read, EDITOR);
        routes.post("/runs", to.runs()::start, EDITOR);
        routes.get("/runs/{id}", to.runs()::progress, VIEWER);
        routes.get("/runs/{id}/events", to.runs()::events, VIEWER);
        routes.post("/runs/{id}/stop", to.runs()::stop, EDITOR);

        routes.get("/api/v1/plans", to.planApi()::list, VIEWER);
        routes.get("/api/v1/plans/{number}", to.planApi()::show, VIEWER);
        routes.get("/api/v1/plans/{number}/placements", to.planApi()::placements, VIEWER);
        routes.get("/api/v1/plans/{number}/trade-offs", to.tradeoffApi()::show, VIEWER);
        routes.post("/api/v1/plans/{number}/trade-offs", to.tradeoffApi()::start, EDITOR);
        routes.post("/api/v1/plans/{number}/trade-offs/stop", to.tradeoffApi()::stop, EDITOR);
        routes.get("/api/v1/plans/{number}/capacity", to.planApi()::capacity, VIEWER);
        routes.get("/api/v1/solves", to.runApi()::list, VIEWER);
        routes.post("/api/v1/solves", to.runApi()::start, EDITOR);
        routes.get("/api/v1/solves/{id}", to.runApi()::show, VIEWER);
        routes.post("/api/v1/solves/{id}/stop", to.runApi()::stop, EDITOR);
    }
}
