package org.tierwise.catalog.verify;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.ActivityAnchors;
import org.tierwise.catalog.approval.Decision;
import org.tierwise.catalog.approval.DecisionRepository;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.plan.DamagedPlanException;
import org.tierwise.catalog.plan.PlanJson;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.plan.PlanSummary;
import org.tierwise.catalog.plan.StoredPlan;
import org.tierwise.catalog.snapshot.ContentRepository;
import org.tierwise.catalog.snapshot.DamagedContentException;
import org.tierwise.catalog.snapshot.SnapshotRepository;

/**
 * One check of a database. It reads in transactions of some milliseconds, so that it can run beside everything else,
 * and goes on after what cannot be read. Use it once.
 */
public final class DatabaseCheck {
    private static final int PLANS = 20;
    private static final int BATCH = 200;

    private final Tx tx;
    private final Clock clock;
    private final Optional<ActivityAnchors> anchors;
    private final PlanExaminer examiner;
    private final BooleanSupplier stop;
    private volatile @Nullable Findings findings;

    /** Looks at a plan that is what was stored, and says in sentences what is wrong with it all the same. */
    @FunctionalInterface
    public interface PlanExaminer {
        PlanExaminer NONE = (summary, json) -> List.of();

        List<String> examine(PlanSummary summary, byte[] json);
    }

    /**
     * @param anchors outside the database; empty if there are none to compare with
     * @param stop true to end soon; what was not looked at is then not in the counts
     */
    public DatabaseCheck(
            Tx tx, Clock clock, Optional<ActivityAnchors> anchors, PlanExaminer examiner, BooleanSupplier stop) {
        this.tx = tx;
        this.clock = clock;
        this.anchors = anchors;
        this.examiner = examiner;
        this.stop = stop;
    }

    /** How far it is; empty before it was begun. */
    public Optional<VerifyState> state() {
        return Optional.ofNullable(findings).map(Findings::state);
    }

    /** The newest activities and plans: what a start looks at. */
    public VerifyState newest(int activities, int plans) {
        var found = begin(VerifyState.Scope.NEWEST);
        part(found, "The newest activities", () -> chain(found).newest(activities));
        part(
                found,
                "The newest plans",
                () -> tx.read(ctx -> new PlanRepository(ctx).newest(plans)).forEach(summary -> check(found, summary)));
        return end(found);
    }

    /** Everything. */
    public VerifyState all() {
        var found = begin(VerifyState.Scope.ALL);
        part(found, "The activities", () -> chain(found).all());
        part(found, "The plans", () -> plans(found));
        part(found, "The decisions about plans", () -> decisions(found));
        part(found, "The kept inputs", () -> inputs(found));
        part(found, "The workloads", () -> workloads(found));
        return end(found);
    }

    private Findings begin(VerifyState.Scope scope) {
        var begun = new Findings(scope, clock.instant());
        findings = begun;
        return begun;
    }

    private VerifyState end(Findings found) {
        found.end(clock.instant());
        return found.state();
    }

    /** What the database throws while it reads damaged pages is a finding, not a failure of the check. */
    private static void part(Findings found, String what, Runnable check) {
        try {
            check.run();
        } catch (StorageException e) {
            throw e;
        } catch (RuntimeException e) {
            found.add(Problem.Part.DATABASE, what + " cannot be read to the end: " + oneLine(e));
        }
    }

    private ChainCheck chain(Findings found) {
        var noted = anchors.map(ActivityAnchors::read).orElse(new ActivityAnchors.Anchors(List.of(), List.of()));
        noted.unreadable()
                .forEach(line -> found.add(
                        Problem.Part.ACTIVITY,
                        "A line of " + anchors.map(ActivityAnchors::file).orElseThrow()
                                + " is not what was written there: " + line));
        return new ChainCheck(tx, found, noted.list(), stop);
    }

    private void plans(Findings found) {
        long workspace = Long.MIN_VALUE;
        long id = Long.MIN_VALUE;
        int number = 0;
        List<PlanSummary> batch;
        do {
            long afterWorkspace = workspace;
            long afterId = id;
            batch = tx.read(ctx -> new PlanRepository(ctx).after(afterWorkspace, afterId, PLANS));
            for (var summary : batch) {
                if (stop.getAsBoolean()) {
                    return;
                }
                check(found, summary);
                number = summary.workspaceId() == workspace ? number + 1 : 1;
                if (summary.number() != number) {
                    found.add(
                            Problem.Part.PLAN,
                            "Plan " + number + " of workspace " + summary.workspaceId() + " is not where it was.");
                    number = summary.number();
                }
                workspace = summary.workspaceId();
                id = summary.id();
            }
        } while (batch.size() == PLANS);
    }

    private void check(Findings found, PlanSummary summary) {
        var name = "Plan " + summary.number() + " of workspace " + summary.workspaceId();
        part(found, name, () -> {
            try {
                var json = tx.snapshot(ctx -> new PlanRepository(ctx)
                        .findJson(summary.workspaceId(), summary.id())
                        .orElseThrow());
                var shown = tx.read(ctx -> new PlanRepository(ctx).find(summary.workspaceId(), summary.id()));
                if (!shown.map(StoredPlan::plan)
                        .equals(Optional.of(PlanJson.read(json).withoutCertificate()))) {
                    found.add(Problem.Part.PLAN, name + ": what is shown of it is not what is exported.");
                }
                examiner.examine(summary, json).forEach(words -> found.add(Problem.Part.PLAN, name + ": " + words));
            } catch (DamagedPlanException | IllegalArgumentException e) {
                found.add(Problem.Part.PLAN, name + ": " + e.getMessage());
            }
        });
        part(found, name, () -> checkInput(found, name, summary));
        found.checkedPlan();
    }

    private void checkInput(Findings found, String name, PlanSummary summary) {
        var input = summary.inputSnapshot();
        if (input == null || summary.damaged()) {
            return;
        }
        try {
            var stated = tx.read(ctx -> new SnapshotRepository(ctx).inputHash(input));
            if (!stated.equals(summary.inputHash())) {
                found.add(Problem.Part.INPUT, name + " was not solved from the input that is kept for it.");
            }
        } catch (DamagedContentException e) {
            found.add(Problem.Part.INPUT, name + ": " + e.getMessage());
        }
    }

    private void decisions(Findings found) {
        long workspace = Long.MIN_VALUE;
        long id = Long.MIN_VALUE;
        List<Decision> batch;
        do {
            long afterWorkspace = workspace;
            long afterId = id;
            batch = tx.read(ctx -> new DecisionRepository(ctx).after(afterWorkspace, afterId, BATCH));
            for (var decision : batch) {
                workspace = decision.workspaceId();
                id = decision.id();
                if (decision.damaged()) {
                    found.add(
                            Problem.Part.PLAN,
                            "Decision " + id + " of workspace " + workspace
                                    + " is not what was stored, or was about another plan.");
                }
            }
        } while (batch.size() == BATCH && !stop.getAsBoolean());
        tx.read(ctx -> new DecisionRepository(ctx).disagreements())
                .forEach(words -> found.add(Problem.Part.PLAN, words));
    }

    private void inputs(Findings found) {
        var last = "";
        List<String> batch;
        do {
            var after = last;
            batch = tx.read(ctx -> new ContentRepository(ctx).after(after, BATCH));
            for (var sha256 : batch) {
                if (stop.getAsBoolean()) {
                    return;
                }
                part(found, "The kept input " + sha256, () -> {
                    try {
                        tx.read(ctx -> new ContentRepository(ctx).get(sha256));
                    } catch (DamagedContentException e) {
                        found.add(Problem.Part.INPUT, String.valueOf(e.getMessage()));
                    }
                });
                found.checkedInput();
                last = sha256;
            }
        } while (batch.size() == BATCH);
    }

    private void workloads(Findings found) {
        long workspace = Long.MIN_VALUE;
        long id = Long.MIN_VALUE;
        List<WorkloadRepository.Content> batch;
        do {
            long afterWorkspace = workspace;
            long afterId = id;
            batch = tx.read(ctx -> new WorkloadRepository(ctx).contents(afterWorkspace, afterId, BATCH));
            for (var content : batch) {
                workspace = content.workspaceId();
                id = content.id();
                if (!content.sound()) {
                    found.add(
                            Problem.Part.WORKLOAD,
                            "Workload " + id + " of workspace " + workspace + " is not what was stored.");
                }
            }
            found.checkedWorkloads(batch.size());
        } while (batch.size() == BATCH && !stop.getAsBoolean());
    }

    private static String oneLine(RuntimeException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
