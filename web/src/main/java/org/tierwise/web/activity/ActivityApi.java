package org.tierwise.web.activity;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.ActivityRepository;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.web.http.Query;
import org.tierwise.web.http.Workspaces;

/** The log for programs, with the same filter as the page. */
public final class ActivityApi {
    private static final int SIZE_MAX = 500;

    private final Tx tx;
    private final Workspaces workspaces;
    private final ActivityScope scope;

    public ActivityApi(Tx tx, Workspaces workspaces, ActivityScope scope) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.scope = scope;
    }

    /** @param next pass it as {@code before} to get the next items; missing after the last */
    record Items(List<ActivityItem> items, @Nullable Long next) {}

    public void list(Context ctx) {
        var query = Query.of(ctx);
        var asked = ActivityQuery.of(query, scope.workspace(ctx, workspaces));
        if (!asked.errors().isEmpty()) {
            throw new BadRequestResponse(String.join(" ", asked.errors().values()));
        }
        int size = size(query);
        var found = tx.read(db -> new ActivityRepository(db).older(asked.filter(), asked.before(), size));
        answer(ctx, new Items(found.entries().stream().map(ActivityItem::of).toList(), found.next()));
    }

    public void show(Context ctx) {
        var number = ctx.pathParam("seq");
        var filter = ActivityQuery.of(new Query("", Map.of()), scope.workspace(ctx, workspaces))
                .filter();
        var found = number.matches("\\d{1,18}")
                ? tx.read(db -> new ActivityRepository(db).find(filter, Long.parseLong(number)))
                : Optional.<ActivityRepository.Whole>empty();
        answer(
                ctx,
                found.map(ActivityItem::of)
                        .orElseThrow(() -> new NotFoundResponse("There is no activity (" + number + ") here.")));
    }

    private static int size(Query query) {
        var text = query.value("size");
        if (text.isEmpty()) {
            return ActivityList.SIZE;
        }
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > SIZE_MAX) {
            throw new BadRequestResponse("The size (" + text + ") must be 1 to " + SIZE_MAX + ".");
        }
        return Integer.parseInt(text);
    }

    private static void answer(Context ctx, Object body) {
        ctx.result(RecordJson.mapper().writeValueAsBytes(body)).contentType(ContentType.APPLICATION_JSON);
    }
}
