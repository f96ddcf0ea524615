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
import org.tierwise.catalog.policy.Assumption;
import org.tierwise.catalog.policy.AssumptionOverride;
import org.tierwise.catalog.policy.AssumptionRange;
import org.tierwise.catalog.policy.AssumptionRepository;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.web.http.Conflict;
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
    private final AssumptionEdits edits;
    private final Messages messages;

    public AssumptionPages(Tx tx, Workspaces workspaces, Assumptions shipped, Messages messages) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.shipped = shipped;
        this.edits = new AssumptionEdits(tx);
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
        var problem = problem(form.value("value"), assumption, overrides(workspaces.currentId(ctx)));
        if (problem.isPresent()) {
            show(ctx, form.value("q"), "", new Refusal(assumption.key(), form.value("value"), problem.get()));
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            return;
        }
        store(ctx, form, assumption, Double.parseDouble(form.value("value")));
    }

    public void reset(Context ctx) {
        var form = Form.of(ctx);
        var assumption = known(form.value("key"));
        store(ctx, form, assumption, assumption.figure().value());
    }

    /** Stores the value if the assumption still has the one that the form showed, else shows both. */
    private void store(Context ctx, Form form, Assumption assumption, double value) {
        var stored = edits.store(workspaces.currentId(ctx), assumption, value, form.value("seen"));
        if (stored instanceof AssumptionEdits.Outcome.Stale stale) {
            conflict(ctx, form, assumption, value, stale.current());
        } else {
            back(ctx, form);
        }
    }

    private void conflict(
            Context ctx, Form form, Assumption assumption, double mine, Optional<AssumptionOverride> current) {
        var key = URLEncoder.encode(assumption.key(), StandardCharsets.UTF_8);
        var theirs = Numbers.plain(current.map(AssumptionOverride::value)
                .orElse(assumption.figure().value()));
        var lead = current.map(set -> messages.text("settings.conflict.set", set.setBy(), set.setOn()))
                .orElse(messages.text("settings.conflict.reset"));
        var conflict = new Conflict(
                lead,
                List.of(Conflict.Row.of(assumption.label(), theirs, Numbers.plain(mine))),
                ctx.path(),
                Conflict.fields(form, "seen", theirs),
                "/settings#a-" + key);
        show(ctx, form.value("q"), "", null, Optional.of(conflict));
        ctx.status(HttpStatus.CONFLICT);
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
        show(ctx, text, saved, refusal, Optional.empty());
    }

    private void show(Context ctx, String text, String saved, @Nullable Refusal refusal, Optional<Conflict> conflict) {
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
        conflict.ifPresent(shown -> model.put("conflict", shown));
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
