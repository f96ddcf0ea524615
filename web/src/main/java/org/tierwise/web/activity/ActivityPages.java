package org.tierwise.web.activity;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.Activity;
import org.tierwise.catalog.activity.ActivityRepository;
import org.tierwise.catalog.workspace.WorkspaceRepository;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Partial;
import org.tierwise.web.http.Query;
import org.tierwise.web.http.Workspaces;

/** The list of activities with its filter, one activity with what was before and after, and both as files. */
public final class ActivityPages {
    private final Tx tx;
    private final Workspaces workspaces;
    private final Messages messages;
    private final ActivityScope scope;

    public ActivityPages(Tx tx, Workspaces workspaces, Messages messages, ActivityScope scope) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.messages = messages;
        this.scope = scope;
    }

    /** A piece of the log, newest first. */
    private record Found(
            List<Activity> entries,
            boolean hasNewer,
            @Nullable Long next,
            List<String> kinds,
            Function<Activity, String> workspace) {}

    public void list(Context ctx) {
        var query = Query.of(ctx);
        var asked = ActivityQuery.of(query, scope.workspace(ctx, workspaces));
        var found = tx.read(db -> find(new ActivityRepository(db), asked, workspaceNames(new WorkspaceRepository(db))));
        var list = new ActivityList(
                scope.base(),
                scope.everything(),
                found.entries().stream()
                        .map(entry -> ActivityList.row(entry, found.workspace().apply(entry)))
                        .toList(),
                ActivityList.search(query),
                found.kinds(),
                asked.filter().narrows(),
                List.copyOf(asked.errors().values()),
                ActivityList.pager(query, found.entries(), found.hasNewer(), found.next(), messages),
                found.entries().isEmpty() && found.next() != null,
                ActivityList.export(query, scope.base(), "csv"),
                ActivityList.export(query, scope.base(), "jsonl"));
        ctx.status(asked.errors().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        ctx.render(Partial.asked(ctx) ? "activity/list :: results" : "activity/list", Map.of("list", list));
    }

    /** One more than a page is looked for, so that it is known whether there is a next one. */
    private Found find(ActivityRepository log, ActivityQuery asked, Function<Activity, String> names) {
        int size = ActivityList.SIZE;
        var kinds = log.kinds(asked.filter().workspaceId());
        if (!asked.errors().isEmpty()) {
            return new Found(List.of(), false, null, kinds, names);
        }
        if (asked.after() != null) {
            var newer = log.newer(asked.filter(), asked.after(), size + 1);
            boolean more = newer.size() > size;
            var shown = more ? newer.subList(1, size + 1) : newer;
            return new Found(
                    shown,
                    more,
                    shown.isEmpty() ? asked.after() + 1 : shown.getLast().seq(),
                    kinds,
                    names);
        }
        var older = log.older(asked.filter(), asked.before(), size);
        return new Found(older.entries(), asked.before() != null, older.next(), kinds, names);
    }

    private Function<Activity, String> workspaceNames(WorkspaceRepository repository) {
        if (!scope.everything()) {
            return entry -> "";
        }
        var names = repository.list().stream().collect(Collectors.toMap(known -> known.id(), known -> known.name()));
        return entry -> entry.workspaceId() == null
                ? messages.text("activity.installation")
                : names.getOrDefault(
                        entry.workspaceId(),
                        messages.text(
                                "activity.goneWorkspace", entry.workspaceId().toString()));
    }

    public void show(Context ctx) {
        var number = ctx.pathParam("seq");
        var filter = ActivityQuery.of(new Query("", Map.of()), scope.workspace(ctx, workspaces))
                .filter();
        var found = number.matches("\\d{1,18}")
                ? tx.read(db -> new ActivityRepository(db).find(filter, Long.parseLong(number)))
                : java.util.Optional.<ActivityRepository.Whole>empty();
        var whole = found.orElseThrow(() -> new NotFoundResponse(
                "There is no activity (" + number + ") here. Maybe it belongs to another workspace."));
        ctx.render("activity/show", Map.of("a", ActivityView.of(whole, scope, messages)));
    }

    public void csv(Context ctx) throws IOException {
        ctx.contentType("text/csv; charset=utf-8");
        ctx.header("Content-Disposition", "attachment; filename=\"activity.csv\"");
        exporting(ctx).csv(ctx.outputStream());
    }

    public void lines(Context ctx) throws IOException {
        ctx.contentType("application/x-ndjson");
        ctx.header("Content-Disposition", "attachment; filename=\"activity.jsonl\"");
        exporting(ctx).lines(ctx.outputStream());
    }

    private ActivityExport exporting(Context ctx) {
        var asked = ActivityQuery.of(Query.of(ctx), scope.workspace(ctx, workspaces));
        if (!asked.errors().isEmpty()) {
            throw new BadRequestResponse(String.join(" ", asked.errors().values()));
        }
        return new ActivityExport(tx, asked.filter());
    }
}
