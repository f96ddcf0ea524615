package org.tierwise.web.plan;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.run.SolveInput;
import org.tierwise.solver.run.TradeoffInput;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Partial;

/** The tab of a plan that shows cost against latency, and the sweep behind it. */
public final class TradeoffPages {
    static final int POINTS_DEFAULT = 8;
    static final long SECONDS_DEFAULT = 60;

    private final Plans plans;
    private final StoredTradeoffs sweeps;

    public TradeoffPages(Plans plans, StoredTradeoffs sweeps) {
        this.plans = plans;
        this.sweeps = sweeps;
    }

    public void show(Context ctx) {
        render(
                ctx,
                Form.showing(
                        Map.of("seconds", Long.toString(SECONDS_DEFAULT), "points", Integer.toString(POINTS_DEFAULT))));
    }

    public void start(Context ctx) {
        var form = Form.of(ctx);
        var errors = new LinkedHashMap<String, String>();
        whole(form, "seconds", TradeoffInput.SECONDS_MIN, SolveInput.SECONDS_MAX, errors);
        whole(form, "points", TradeoffInput.POINTS_MIN, TradeoffInput.POINTS_MAX, errors);
        if (!errors.isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            render(ctx, form.withErrors(errors));
            return;
        }
        sweeps.start(ctx, Integer.parseInt(form.value("points")), Long.parseLong(form.value("seconds")));
        back(ctx);
    }

    public void stop(Context ctx) {
        sweeps.stop(ctx);
        back(ctx);
    }

    public void csv(Context ctx) {
        int number = PlanPages.number(ctx);
        ctx.header("Content-Disposition", "attachment; filename=\"plan-" + number + "-trade-offs.csv\"");
        ctx.contentType("text/csv; charset=utf-8");
        ctx.result(TradeoffCsv.of(sweeps.get(ctx).progress().curve()));
    }

    private static void back(Context ctx) {
        ctx.redirect("/plans/" + PlanPages.number(ctx) + "/trade-offs", HttpStatus.SEE_OTHER);
    }

    private void render(Context ctx, Form form) {
        int number = PlanPages.number(ctx);
        var run = sweeps.find(ctx);
        var view = run.map(one -> TradeoffView.of(one, number, sweeps.message(one)))
                .orElse(TradeoffView.NONE);
        boolean part = Partial.asked(ctx);
        ctx.header("Vary", "HX-Request-Type");
        var model = new LinkedHashMap<String, Object>();
        model.put("number", number);
        model.put("t", view);
        model.put("part", part);
        model.put("form", form);
        if (part) {
            ctx.render("plan/tradeoffs :: " + parts(view, ctx.queryParam("seen")), model);
            return;
        }
        var plan = plans.find(ctx, number).orElseThrow(() -> PlanPages.missing(ctx));
        model.put("plan", PlanHead.of(number, plan, plans.status(ctx, number)));
        ctx.render("plan/tradeoffs", model);
    }

    /** The curve is swapped when it has a new point, so that a link that has the focus keeps it while it polls. */
    private static String parts(TradeoffView view, @Nullable String seen) {
        if (!view.open()) {
            return "progress, curve, actions";
        }
        return Integer.toString(view.seen()).equals(seen) ? "progress" : "progress, curve";
    }

    private static void whole(Form form, String name, long low, long high, Map<String, String> errors) {
        var text = form.value(name);
        if (!text.matches("\\d{1,9}") || Long.parseLong(text) < low || Long.parseLong(text) > high) {
            errors.put(name, "(" + text + ") is not a whole number from " + low + " to " + high + ".");
        }
    }
}
