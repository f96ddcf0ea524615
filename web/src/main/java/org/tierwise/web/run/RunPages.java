package org.tierwise.web.run;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tierwise.solver.run.SolveRules;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Partial;
import org.tierwise.web.http.Query;
import org.tierwise.web.http.Workspaces;

/** The form for a new plan and the page of a run. */
public final class RunPages {
    /** Longest search that the form takes; long enough for the largest estates, short enough not to be forgotten. */
    static final long SECONDS_MAX = 3600;

    static final int TITLE_MAX = 200;
    static final String NOTHING_TO_PLACE =
            "There is no workload to place. Import an inventory or add one by hand first.";
    static final long SEED_MAX = Long.MAX_VALUE / 2;
    static final Set<String> POLICIES = Set.of("balanced", "lowest-cost", "lowest-latency");

    private final Runs runs;
    private final Workspaces workspaces;
    private final RunWatch watch;

    public RunPages(Runs runs, Workspaces workspaces, RunWatch watch) {
        this.runs = runs;
        this.workspaces = workspaces;
        this.watch = watch;
    }

    /** The empty form, or one filled from a plan: its rules, with a pin or a lost site that the query adds. */
    public void create(Context ctx) {
        var values = new LinkedHashMap<>(Map.of("policy", "balanced", "seconds", "30", "seed", "1", "premises", "yes"));
        values.putAll(RuleFields.values(rulesOf(Query.of(ctx), ctx)));
        if (!values.getOrDefault("from", "").isEmpty()) {
            if (values.getOrDefault("move", "").isEmpty()) {
                values.put("move", RuleFields.MOVE_PRICE);
            }
            // The plan to start from left them out too.
            values.put("leave", "yes");
        }
        show(ctx, runs.prepare(ctx), Form.showing(values));
    }

    private SolveRules rulesOf(Query query, Context ctx) {
        var from = query.value("from");
        var rules = from.isEmpty()
                ? SolveRules.USUAL
                : (from.matches("[1-9]\\d{0,8}")
                                ? runs.rulesFrom(ctx, Integer.parseInt(from))
                                : java.util.Optional.<SolveRules>empty())
                        .orElseThrow(() -> new NotFoundResponse(
                                "There is no plan (" + from + ") in this workspace to start from."));
        var pins = new LinkedHashMap<>(rules.pins());
        query.all("unpin").forEach(pins::remove);
        if (!query.value("pin").isEmpty() && !query.value("at").isEmpty()) {
            pins.put(query.value("pin"), query.value("at"));
        }
        return rules.with(
                pins,
                Stream.concat(rules.withoutSites().stream(), query.all("without").stream())
                        .distinct()
                        .toList());
    }

    public void start(Context ctx) {
        var form = Form.of(ctx);
        var preparation = runs.prepare(ctx);
        var errors = errors(form, preparation);
        var rules = RuleFields.read(form, preparation.planNumbers(), errors);
        if (!errors.isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, preparation, form.withErrors(errors));
            return;
        }
        var title = form.value("title");
        long id = runs.start(
                ctx,
                new Runs.Request(
                        title.isEmpty() ? defaultTitle(form.value("policy")) : title,
                        form.value("policy"),
                        Long.valueOf(form.value("seconds")),
                        null,
                        Long.parseLong(form.value("seed")),
                        form.has("premises", "yes"),
                        form.has("leave", "yes"),
                        rules));
        ctx.redirect("/runs/" + id, HttpStatus.SEE_OTHER);
    }

    public void progress(Context ctx) {
        var run = run(ctx);
        boolean part = Partial.asked(ctx);
        ctx.header("Vary", "HX-Request-Type");
        ctx.render(view(part, run.open()), Map.of("r", RunView.of(run), "part", part));
    }

    /** The progress as server-sent events, until the run has ended. */
    public void events(Context ctx) {
        watch.watch(ctx, workspaces.currentId(ctx), run(ctx));
    }

    /** The buttons are swapped only when the run has ended, so that one that has the focus keeps it while it polls. */
    private static String view(boolean part, boolean open) {
        if (!part) {
            return "run/show";
        }
        return open ? "run/show :: progress" : "run/show :: progress, actions";
    }

    public void stop(Context ctx) {
        var run = run(ctx);
        runs.stop(ctx, run.id());
        ctx.redirect("/runs/" + run.id(), HttpStatus.SEE_OTHER);
    }

    private static void show(Context ctx, Runs.Preparation preparation, Form form) {
        ctx.render("run/new", Map.of("p", preparation, "form", form));
    }

    static String defaultTitle(String policy) {
        return switch (policy) {
            case "lowest-cost" -> "Lowest cost";
            case "lowest-latency" -> "Lowest latency";
            default -> "Balanced";
        };
    }

    private static Map<String, String> errors(Form form, Runs.Preparation preparation) {
        var errors = new LinkedHashMap<String, String>();
        if (form.value("title").length() > TITLE_MAX) {
            errors.put(
                    "title",
                    "The title has " + form.value("title").length() + " characters; at most " + TITLE_MAX + " fit.");
        }
        if (!POLICIES.contains(form.value("policy"))) {
            errors.put("policy", "There is no policy (" + form.value("policy") + "). Choose one of the three.");
        }
        whole(form, "seconds", 1, SECONDS_MAX, errors);
        whole(form, "seed", 0, SEED_MAX, errors);
        if (preparation.workloads() == 0) {
            errors.put("", NOTHING_TO_PLACE);
        } else if (!preparation.unclassified().isEmpty() && !form.has("leave", "yes")) {
            errors.put("leave", unclassified(preparation));
        }
        return errors;
    }

    static String unclassified(Runs.Preparation preparation) {
        return preparation.unclassified().size()
                + " workloads have no class, so nobody can say where they may run. Complete them, or leave these out.";
    }

    private static void whole(Form form, String name, long low, long high, Map<String, String> errors) {
        var text = form.value(name);
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) < low || Long.parseLong(text) > high) {
            errors.put(name, "(" + text + ") is not a whole number from " + low + " to " + high + ".");
        }
    }

    private Runs.Run run(Context ctx) {
        return run(ctx, runs);
    }

    /** The run that the path names. */
    static Runs.Run run(Context ctx, Runs runs) {
        var text = ctx.pathParam("id");
        return (text.matches("\\d{1,18}") ? runs.find(ctx, Long.parseLong(text)) : java.util.Optional.<Runs.Run>empty())
                .orElseThrow(() -> new NotFoundResponse("There is no run " + text + " in this workspace."));
    }
}
