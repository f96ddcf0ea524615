package org.tierwise.web.settings;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.policy.Assumption;
import org.tierwise.catalog.policy.AssumptionOverride;
import org.tierwise.catalog.policy.AssumptionRange;
import org.tierwise.catalog.policy.AssumptionRepository;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;
import org.tierwise.web.http.Query;
import org.tierwise.web.http.Workspaces;

/** The assumptions, each with a form of its own: set differently or reset. The next solve uses what stands here. */
public final class AssumptionPages {
    private final Tx tx;
    private final Workspaces workspaces;
    private final Assumptions shipped;
    private final Messages messages;

    public AssumptionPages(Tx tx, Workspaces workspaces, Assumptions shipped, Messages messages) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.shipped = shipped;
        this.messages = messages;
    }

    record Topic(String key, String title, List<AssumptionRow> rows) {}

    private record Refusal(String key, String value, String message) {}

    public void list(Context ctx) {
        var query = Query.of(ctx);
        show(ctx, query.value("q"), query.value("saved"), null);
    }

    public void set(Context ctx) {
        var form = Form.of(ctx);
        var assumption = known(form.value("key"));
        var overrides = overrides(workspaces.currentId(ctx));
        var problem = problem(form.value("value"), assumption, overrides);
        if (problem.isPresent()) {
            show(ctx, form.value("q"), "", new Refusal(assumption.key(), form.value("value"), problem.get()));
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            return;
        }
        double value = Double.parseDouble(form.value("value"));
        store(ctx, assumption, value);
        back(ctx, form);
    }

    public void reset(Context ctx) {
        var form = Form.of(ctx);
        var assumption = known(form.value("key"));
        store(ctx, assumption, assumption.figure().value());
        back(ctx, form);
    }

    /** The shipped value again is a reset. */
    private void store(Context ctx, Assumption assumption, double value) {
        long workspace = workspaces.currentId(ctx);
        var by = Acting.by(ctx);
        var key = assumption.key();
        boolean reset = value == assumption.figure().value();
        var override = AssumptionOverride.toStore(key, value, by.name());
        tx.writing(db -> {
            var repository = new AssumptionRepository(db);
            var before = repository.list(workspace).stream()
                    .filter(stored -> stored.key().equals(key))
                    .findFirst()
                    .orElse(null);
            if (reset && before == null || before != null && before.value() == value) {
                return;
            }
            if (reset) {
                repository.delete(workspace, key);
            } else {
                repository.put(workspace, override);
            }
            new ActivityLog(db)
                    .add(
                            workspace,
                            by,
                            reset ? "reset" : "changed",
                            new ActivityLog.Subject("assumption", key),
                            (reset ? "Reset the assumption (" : "Set the assumption (") + assumption.label() + ") to "
                                    + Numbers.plain(value) + ".",
                            before == null ? null : RecordJson.write(before),
                            reset ? null : RecordJson.write(override));
        });
    }

    private Optional<String> problem(String text, Assumption assumption, Map<String, AssumptionOverride> overrides) {
        var range = AssumptionRange.of(assumption);
        if (!text.matches("-?\\d{1,15}(\\.\\d{1,15})?([eE]-?\\d{1,2})?") || !range.holds(Double.parseDouble(text))) {
            return Optional.of(messages.text(
                    range.whole() ? "settings.error.whole" : "settings.error",
                    text,
                    Numbers.significant(range.low(), 6),
                    Numbers.significant(range.high(), 6)));
        }
        return orderProblem(Double.parseDouble(text), assumption.key(), overrides);
    }

    /** The median of a round trip cannot be above its 95th percentile, nor the first hour of a day after its last. */
    private Optional<String> orderProblem(double value, String key, Map<String, AssumptionOverride> overrides) {
        for (var pair : List.of(List.of(".p50Ms", ".p95Ms"), List.of("StartHour", "EndHour"))) {
            var low = pair.getFirst();
            var high = pair.getLast();
            var base = key.endsWith(low) ? key.substring(0, key.length() - low.length()) : "";
            if (!base.isEmpty() && value > value(base + high, overrides)) {
                return Optional.of(above(value, base + high, overrides, "settings.error.above"));
            }
            base = key.endsWith(high) ? key.substring(0, key.length() - high.length()) : "";
            if (!base.isEmpty() && value < value(base + low, overrides)) {
                return Optional.of(above(value, base + low, overrides, "settings.error.below"));
            }
        }
        return Optional.empty();
    }

    private String above(double value, String other, Map<String, AssumptionOverride> overrides, String message) {
        return messages.text(
                message, Numbers.plain(value), shipped.get(other).label(), Numbers.plain(value(other, overrides)));
    }

    private double value(String key, Map<String, AssumptionOverride> overrides) {
        var override = overrides.get(key);
        return override == null ? shipped.value(key) : override.value();
    }

    private Assumption known(String key) {
        return shipped.all().stream()
                .filter(assumption -> assumption.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse("There is no assumption (" + key + ")."));
    }

    private Map<String, AssumptionOverride> overrides(long workspace) {
        return tx.read(db -> new AssumptionRepository(db).list(workspace)).stream()
                .collect(Collectors.toMap(AssumptionOverride::key, Function.identity()));
    }

    private static void back(Context ctx, Form form) {
        var key = URLEncoder.encode(form.value("key"), StandardCharsets.UTF_8);
        var q = URLEncoder.encode(form.value("q"), StandardCharsets.UTF_8);
        ctx.redirect("/settings?saved=" + key + (q.isEmpty() ? "" : "&q=" + q) + "#a-" + key, HttpStatus.SEE_OTHER);
    }

    private void show(Context ctx, String text, String saved, @Nullable Refusal refusal) {
        var overrides = overrides(workspaces.currentId(ctx));
        var rows = shipped.all().stream()
                .map(assumption -> AssumptionRow.of(assumption, overrides.get(assumption.key()), messages))
                .map(row -> refusal != null && refusal.key().equals(row.key())
                        ? row.refused(refusal.value(), refusal.message())
                        : row)
                .filter(row -> matches(row, text))
                .toList();
        var topics = new LinkedHashMap<String, List<AssumptionRow>>();
        rows.forEach(row -> topics.computeIfAbsent(row.topic(), topic -> new java.util.ArrayList<>())
                .add(row));
        var model = new LinkedHashMap<String, Object>();
        model.put(
                "topics",
                topics.entrySet().stream()
                        .map(topic -> new Topic(topic.getKey(), title(topic.getKey()), topic.getValue()))
                        .toList());
        model.put("count", Numbers.whole(rows.size()));
        model.put("changed", overrides.size());
        model.put("q", text);
        model.put("saved", saved);
        model.put("error", refusal == null ? "" : refusal.message());
        model.put("errorKey", refusal == null ? "" : refusal.key());
        ctx.render("settings/page", model);
    }

    private String title(String topic) {
        return messages.text("settings.topic." + topic);
    }

    private boolean matches(AssumptionRow row, String text) {
        var searched = String.join(
                        " ",
                        row.label(),
                        row.key(),
                        row.source(),
                        title(row.topic()),
                        row.changed() ? messages.text("settings.changed") : "")
                .toLowerCase(Locale.ROOT);
        return List.of(text.toLowerCase(Locale.ROOT).split("\\s+")).stream().allMatch(searched::contains)
                || !row.error().isEmpty();
    }
}
