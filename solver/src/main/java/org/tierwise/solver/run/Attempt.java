package org.tierwise.solver.run;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.StoppingException;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.estate.StoredWorkload;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.job.Claim;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.job.JobState;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.reference.WorkspaceCatalogue;
import org.tierwise.catalog.snapshot.InputSnapshot;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.solver.problem.UnclassifiedWorkloads;

/** One attempt at one job, from claim to its end. */
abstract class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private static final long STORE_AGAIN_MILLIS = 1_000;
    /** Ten minutes. */
    private static final int STORE_AGAIN_MAX = 600;

    private final Setting setting;
    private final Claim claim;
    private final BooleanSupplier closing;

    /**
     * What all attempts share.
     *
     * @param shared true if other processes may have jobs of the same queue
     */
    record Setting(Tx tx, ReferenceCatalogue shipped, Clock clock, Duration lease, boolean shared) {}

    /** What is planned, as it is now. */
    record Estate(List<Workload> workloads, WorkspaceCatalogue own, ReferenceCatalogue shipped) {
        ReferenceCatalogue catalogue() {
            return own.over(shipped);
        }

        /** Together with the question, all that this plan was solved from. */
        InputSnapshot snapshot(SolveQuestion question, PlacementPlan plan) {
            boolean isShipped = shipped.version().equals(ShippedFiles.VERSION);
            return new InputSnapshot(
                    plan.inputHash(),
                    workloads,
                    own,
                    isShipped ? ShippedFiles.FILES : new TreeMap<>(),
                    RecordJson.write(question));
        }
    }

    /** Read once a process, at the first solve: they are part of the program. */
    private static final class ShippedFiles {
        static final SortedMap<String, byte[]> FILES = CatalogueReader.shippedFiles();
        static final String VERSION = CatalogueReader.read(FILES).version();
    }

    Attempt(Setting setting, Claim claim, BooleanSupplier closing) {
        this.setting = setting;
        this.claim = claim;
        this.closing = closing;
    }

    /** The work itself. It ends the job, or releases it when the worker closes. */
    abstract void work();

    /** Never throws because of the job itself: then it ends as FAILED, with a sentence that says why. */
    final void run() {
        try {
            work();
        } catch (LostLease e) {
            LOG.warn("Run {} was taken over by another worker; this one stores nothing.", job());
        } catch (StorageException e) {
            LOG.warn("Run {} waits for the storage: {}", job(), e.getMessage());
        } catch (UnclassifiedWorkloads | IllegalArgumentException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            fail("The memory was not enough for this estate. Start Tierwise with more, or plan a part of it.");
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Run {} failed.", job(), e);
            fail("Something went wrong inside Tierwise. The log names the cause under run " + job() + ".");
        }
    }

    final Setting setting() {
        return setting;
    }

    final Tx tx() {
        return setting.tx();
    }

    final Claim claim() {
        return claim;
    }

    /** True if the worker ends: then the job is put back for the next start. */
    final boolean closing() {
        return closing.getAsBoolean();
    }

    final Estate estate() {
        long workspaceId = claim.job().workspaceId();
        return tx().snapshot(ctx -> new Estate(
                new WorkloadRepository(ctx)
                        .list(workspaceId).stream()
                                .map(StoredWorkload::workload)
                                .toList(),
                WorkspaceCatalogue.of(ctx, workspaceId),
                setting.shipped()));
    }

    /** A plan of the workspace, without its certificate. */
    final PlacementPlan plan(int number) {
        long workspaceId = claim().job().workspaceId();
        return tx().snapshot(ctx -> new PlanRepository(ctx)
                        .findNumbered(workspaceId, number)
                        .flatMap(summary -> new PlanRepository(ctx).find(workspaceId, summary.id())))
                .orElseThrow(() -> new IllegalArgumentException("There is no plan " + number + " any more."))
                .plan();
    }

    /**
     * Stores a result, and waits for a database that is away: a search of an hour must not be lost to a restart of the
     * server. It never stores twice, because the end of the job is in the same transaction.
     *
     * @throws LostLease if the job is not this attempt's any more
     */
    final <T> T patiently(Tx.Work<T> store) {
        for (int again = 0; ; again++) {
            try {
                return tx().write(store);
            } catch (StoppingException e) {
                throw e;
            } catch (StorageException e) {
                if (closing() || again == STORE_AGAIN_MAX) {
                    throw e;
                }
                LOG.warn("The result of run {} is not stored yet: {}", job(), e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STORE_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            LOG.debug("Nobody should interrupt this thread; it goes on.");
        }
    }

    final void release() {
        boolean released = tx().writeEssential(ctx -> new JobQueue(ctx).release(claim));
        LOG.info("Run {} is put back into the queue: {}.", job(), released);
    }

    private void fail(String reason) {
        try {
            boolean ended = tx().writeEssential(ctx -> new JobQueue(ctx).end(claim, JobState.FAILED, reason));
            LOG.info("Run {} failed ({}): {}", job(), ended, reason);
        } catch (StorageException e) {
            LOG.warn("The end of run {} could not be stored: {}", job(), e.getMessage());
        }
    }

    private String job() {
        return claim.job().workspaceId() + "/" + claim.job().id();
    }

    /** Rolls back the storing of a plan whose run another worker has. */
    static final class LostLease extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
