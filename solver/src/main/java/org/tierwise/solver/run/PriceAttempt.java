package org.tierwise.solver.run;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.tierwise.catalog.job.Claim;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.solver.tradeoff.SolvedPrice;
import org.tierwise.solver.tradeoff.SweepLimits;

/** One attempt at one price of a sweep that another instance has. It begins from the points that are there already. */
final class PriceAttempt extends Attempt {
    PriceAttempt(Setting setting, Claim claim, BooleanSupplier closing) {
        super(setting, claim, closing);
    }

    @Override
    void work() {
        var asked = RecordJson.read(claim().job().input(), PriceInput.class);
        SolvedPrice solved;
        try (var beat = new Beat(setting(), claim(), () -> "{}", () -> null)) {
            var whole = whole();
            var base = plan(whole.input().plan());
            var time = Duration.ofMillis(asked.millis());
            var sweep = SweepQuestion.of(estate(), base, whole.input())
                    .sweep(
                            SweepLimits.ofTime(
                                    whole.input().points(), time, whole.input().seed()),
                            setting().clock());
            sweep.beginFrom(base.assignment());
            sweep.resume(whole.progress().curve(), number -> plan(number).assignment());
            solved = sweep.solveOne(asked.pricePerMs(), time, () -> beat.stopRequested() || closing());
            if (beat.stopRequested()) {
                throw new LostLease();
            }
        }
        if (closing()) {
            release();
        } else {
            handOver(RecordJson.write(PriceResult.of(solved)));
        }
    }

    private TradeoffRun whole() {
        var job = claim().job();
        return new TradeoffRuns(tx())
                .find(job.workspaceId(), Objects.requireNonNull(job.parentId()))
                .orElseThrow(LostLease::new);
    }

    private void handOver(String result) {
        boolean unused = patiently(ctx -> {
            if (!new JobQueue(ctx).handOver(claim(), result)) {
                throw new LostLease();
            }
            return true;
        });
    }
}
