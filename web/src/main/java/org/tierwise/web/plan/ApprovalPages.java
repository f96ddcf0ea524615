package org.tierwise.web.plan;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.approval.Decision;
import org.tierwise.catalog.approval.DecisionRepository;
import org.tierwise.catalog.approval.Persons;
import org.tierwise.catalog.approval.PlanStatus;
import org.tierwise.catalog.approval.Verdict;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.plan.PlanSummary;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Workspaces;

/** The tab of a plan on which an approver who did not make it decides about it. */
public final class ApprovalPages {
    private static final String UNPLACED = "unplaced";
    private static final String COMMITMENTS = "commitments";

    private final Tx tx;
    private final Workspaces workspaces;
    private final Plans plans;
    private final Messages messages;

    public ApprovalPages(Tx tx, Workspaces workspaces, Plans plans, Messages messages) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.plans = plans;
        this.messages = messages;
    }

    /** What is known of a plan and of the one that is approved. */
    private record Found(
            PlanSummary summary, PlanStatus status, List<Decision> decisions, Optional<PlanSummary> approved) {}

    public void show(Context ctx) {
        render(ctx, find(ctx), Form.EMPTY);
    }

    public void decide(Context ctx) {
        var found = find(ctx);
        var form = Form.of(ctx);
        var verdict = Stream.of(Verdict.values())
                .filter(known -> known.name().equals(form.value("verdict")))
                .findFirst();
        var errors = errors(form, verdict.orElse(null), plan(ctx, found.summary()));
        if (!errors.isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            render(ctx, found, form.withErrors(errors));
            return;
        }
        try {
            Decision unused = tx.write(db -> new DecisionRepository(db)
                    .insert(
                            found.summary(),
                            verdict.orElseThrow(),
                            form.value("reason").strip(),
                            Acting.by(ctx),
                            seen(form)));
            ctx.redirect("/plans/" + found.summary().number() + "/approval", HttpStatus.SEE_OTHER);
        } catch (DecisionRepository.DecidedMeanwhile e) {
            refuse(ctx, form, HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
        } catch (DecisionRepository.OwnPlan e) {
            refuse(ctx, form, HttpStatus.FORBIDDEN, String.valueOf(e.getMessage()));
        }
    }

    private void refuse(Context ctx, Form form, HttpStatus status, String words) {
        ctx.status(status);
        render(ctx, find(ctx), form.withErrors(Map.of("", words)));
    }

    private static long seen(Form form) {
        var text = form.value("seen");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private Map<String, String> errors(Form form, @Nullable Verdict verdict, PlacementPlan plan) {
        var errors = new LinkedHashMap<String, String>();
        var reason = form.value("reason").strip();
        if (verdict == null) {
            errors.put("verdict", messages.text("approval.error.verdict"));
        }
        if (reason.isEmpty()) {
            errors.put("reason", messages.text("approval.error.reason"));
        } else if (reason.length() > Decision.REASON_MAX) {
            errors.put("reason", messages.text("approval.error.reason.long", reason.length(), Decision.REASON_MAX));
        }
        if (verdict == Verdict.APPROVED) {
            if (!plan.unplaced().isEmpty() && !form.has(UNPLACED, "yes")) {
                errors.put(
                        UNPLACED,
                        messages.text("approval.error.unplaced", plan.unplaced().size()));
            }
            if (!form.has(COMMITMENTS, "yes")) {
                errors.put(COMMITMENTS, messages.text("approval.error.commitments"));
            }
        }
        return errors;
    }

    private void render(Context ctx, Found found, Form form) {
        var plan = plan(ctx, found.summary());
        var difference = found.approved()
                .filter(approved -> approved.id() != found.summary().id())
                .map(approved -> PlanDifference.of(approved.number(), plan(ctx, approved), plan))
                .orElse(null);
        ctx.render(
                "plan/approval",
                Map.of(
                        "plan",
                        PlanHead.of(found.summary().number(), plan, found.status()),
                        "a",
                        ApprovalView.of(
                                found.summary(),
                                plan,
                                found.status(),
                                found.decisions(),
                                Persons.same(found.summary().createdBy(), Access.actor(ctx)),
                                difference),
                        "form",
                        form));
    }

    private Found find(Context ctx) {
        long workspace = workspaces.currentId(ctx);
        int number = PlanPages.number(ctx);
        return tx.snapshot(db -> {
            var repository = new PlanRepository(db);
            var decisions = new DecisionRepository(db);
            var summary = repository.findNumbered(workspace, number).orElseThrow(() -> PlanPages.missing(ctx));
            var statuses = decisions.statuses(workspace);
            var approved = statuses.entrySet().stream()
                    .filter(known -> known.getValue().kind() == PlanStatus.Kind.APPROVED)
                    .findFirst()
                    .flatMap(known -> repository.findSummary(workspace, known.getKey()));
            return new Found(
                    summary, statuses.getOrDefault(summary.id(), PlanStatus.DRAFT), decisions.about(summary), approved);
        });
    }

    /** The plan itself, which is checked against its hash when it is read. */
    private PlacementPlan plan(Context ctx, PlanSummary summary) {
        return plans.find(ctx, summary.number())
                .orElseThrow(() -> new NotFoundResponse("The plan is no longer there."));
    }
}
