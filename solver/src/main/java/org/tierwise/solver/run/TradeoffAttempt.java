package org.tierwise.solver.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tierwise.catalog.job.Claim;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.job.JobState;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.snapshot.InputSnapshot;
import org.tierwise.catalog.snapshot.SnapshotRepository;
import org.tierwise.solver.tradeoff.SweepHelp;
import org.tierwise.solver.tradeoff.SweepLimits;
import org.tierwise.solver.tradeoff.SweepWatch;
import org.tierwise.solver.tradeoff.Tradeoff;
import org.tierwise.solver.tradeoff.TradeoffPoint;

/** One attempt at one sweep. Each point is stored as a plan, in one transaction with the progress that names it. */
final class TradeoffAttempt extends Attempt {
    private static final int DIGITS = 3;

    private final TradeoffInput input;
    private final long began = System.nanoTime();
    private final double spentSeconds;
    private volatile TradeoffProgress progress;

    TradeoffAttempt(Setting setting, Claim claim, BooleanSupplier closing) {
        super(setting, claim, closing);
        input = RecordJson.read(claim.job().input(), TradeoffInput.class);
        progress = claim.job().progress().equals("{}")
                ? TradeoffProgress.BEGUN
                : RecordJson.read(claim.job().progress(), TradeoffProgress.class);
        spentSeconds = progress.elapsedSeconds();
    }

    @Override
    void work() {
        try (var beat = new Beat(setting(), claim(), () -> RecordJson.write(now()), () -> null)) {
            var base = plan(input.plan());
            var question = SweepQuestion.of(estate(), base, input);
            boolean changed = !question.problem().inputHash().equals(base.inputHash()) && !startedFromAnother(base);
            progress = new TradeoffProgress(0, null, progress.curve(), changed);
            var left = Duration.ofSeconds(input.seconds()).minusMillis(Math.round(elapsedSeconds() * 1_000));
            var sweep = question.sweep(
                    SweepLimits.ofTime(input.points(), left.isNegative() ? Duration.ZERO : left, input.seed()),
                    setting().clock());
            sweep.beginFrom(base.assignment());
            sweep.resume(progress.curve(), number -> plan(number).assignment());
            var help = setting().shared() ? new OtherInstances(tx(), claim().job()) : SweepHelp.NONE;
            var curve = sweep.run(new Watch(beat, question.snapshot()), help);
            progress = new TradeoffProgress(0, null, curve, changed);
        }
        if (closing()) {
            release();
        } else {
            end();
        }
    }

    private final class Watch implements SweepWatch {
        private final Beat beat;
        private final Function<PlacementPlan, InputSnapshot> inputs;

        Watch(Beat beat, Function<PlacementPlan, InputSnapshot> inputs) {
            this.beat = beat;
            this.inputs = inputs;
        }

        @Override
        public void solving(Money pricePerMs) {
            progress = new TradeoffProgress(0, pricePerMs, progress.curve(), progress.changed());
        }

        @Override
        public Integer found(Tradeoff soFar, TradeoffPoint point, Supplier<PlacementPlan> plan) {
            var title = "Trade-off of plan " + input.plan() + ": USD " + words(point.pricePerMs()) + " per ms";
            var made = plan.get()
                    .titled(
                            title,
                            "A point of the trade-off of plan " + input.plan() + ": a millisecond of predicted p95"
                                    + " counts USD " + words(point.pricePerMs())
                                    + " a month for each request per second of peak load.");
            return beat.between(() -> {
                int number = store(made, inputs.apply(made), soFar, point);
                progress = new TradeoffProgress(0, null, soFar.naming(point, number), progress.changed());
                return number;
            });
        }

        @Override
        public void changed(Tradeoff soFar) {
            progress = new TradeoffProgress(0, null, soFar, progress.changed());
        }

        @Override
        public boolean stopRequested() {
            return beat.stopRequested() || closing();
        }
    }

    private int store(PlacementPlan plan, InputSnapshot kept, Tradeoff soFar, TradeoffPoint point) {
        var job = claim().job();
        return patiently(ctx -> {
            var input = new SnapshotRepository(ctx).put(kept);
            var stored = new PlanRepository(ctx).insert(job.workspaceId(), plan, job.createdBy(), job.id(), input);
            RunActivity.solved(ctx, job, stored);
            var named = new TradeoffProgress(
                    elapsedSeconds(), null, soFar.naming(point, stored.number()), progress.changed());
            if (!new JobQueue(ctx)
                    .heartbeat(claim(), setting().lease(), RecordJson.write(named))
                    .mine()) {
                throw new LostLease();
            }
            return stored.number();
        });
    }

    private void end() {
        var job = claim().job();
        int points = progress.curve().frontier().size();
        var unused = patiently(ctx -> {
            RunActivity.swept(ctx, job, input.plan(), points);
            if (!new JobQueue(ctx)
                    .end(claim(), points == 0 ? JobState.STOPPED : JobState.DONE, Integer.toString(points))) {
                throw new LostLease();
            }
            return points;
        });
    }

    private double elapsedSeconds() {
        return spentSeconds + (System.nanoTime() - began) / 1e9;
    }

    private TradeoffProgress now() {
        var newest = progress;
        return new TradeoffProgress(elapsedSeconds(), newest.solving(), newest.curve(), newest.changed());
    }

    /** Then its inputs contain that other plan, and nobody can say by their hash whether the rest has changed. */
    private static boolean startedFromAnother(PlacementPlan base) {
        var rules = base.rules();
        return rules != null && rules.asked().baseline() != null;
    }

    /** "0.05", "12.3": as many digits as tell prices apart. */
    private static String words(Money price) {
        return BigDecimal.valueOf(price.micros(), 6)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }
}
