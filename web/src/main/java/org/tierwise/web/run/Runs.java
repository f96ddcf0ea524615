package org.tierwise.web.run;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.run.SolveRules;

/** The runs of the workspace that a request works in. */
public interface Runs {
    /**
     * What a new run would solve, to be confirmed before it starts.
     *
     * @param plans those that it may start from, newest first
     */
    record Preparation(
            int workloads,
            int retired,
            List<Unclassified> unclassified,
            List<String> ownPremises,
            List<Existing> plans) {
        Set<Integer> planNumbers() {
            return plans.stream().map(Existing::number).collect(Collectors.toSet());
        }
    }

    /** A plan by its number and title. */
    record Existing(int number, String title) {}

    /** A workload that no rule fits, and the fields that it lacks. */
    record Unclassified(long id, String externalId, String name, List<String> missing) {}

    /**
     * What the user asked for: a search of some seconds, or of some steps.
     *
     * @param seconds time limit; missing if the search is limited by steps
     * @param steps step limit, with which the same input and seed give the same plan; missing if limited by time
     * @param ownPremises whether the proposed sites on own premises may be used
     * @param leaveOutUnclassified whether workloads without a class are left out; else such a run is refused
     * @param rules what the plan must keep beside capacity, latency and residency
     */
    record Request(
            String title,
            String policy,
            @Nullable Long seconds,
            @Nullable Long steps,
            long seed,
            boolean ownPremises,
            boolean leaveOutUnclassified,
            SolveRules rules) {
        /** A run of some seconds under the usual rules. */
        public Request(
                String title,
                String policy,
                long seconds,
                long seed,
                boolean ownPremises,
                boolean leaveOutUnclassified) {
            this(title, policy, seconds, null, seed, ownPremises, leaveOutUnclassified, SolveRules.USUAL);
        }
    }

    /** State of a run; the words are those of the job queue. */
    enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        STOPPED
    }

    /**
     * A run as it stands now.
     *
     * @param phase what it is doing, in words; empty while queued
     * @param bestCost cost of the best plan so far; missing before there is one
     * @param provenCost no plan can be cheaper than the best by more than the difference; missing while nothing is proven
     * @param planNumber the plan that came out of it
     * @param message why it failed, or that nobody is there to do it; empty otherwise
     * @param instance that has it, or had it last; missing where there is only one
     */
    record Run(
            long id,
            String title,
            State state,
            String phase,
            @Nullable Instant startedAt,
            Duration elapsed,
            Duration limit,
            @Nullable Money bestCost,
            @Nullable Money provenCost,
            int placed,
            int unplaced,
            boolean stopRequested,
            int attempt,
            @Nullable Integer planNumber,
            String message,
            @Nullable String instance) {
        boolean open() {
            return state == State.QUEUED || state == State.RUNNING;
        }
    }

    Preparation prepare(Context ctx);

    /** The rules under which a plan was made, to solve again from there; empty if there is no such plan. */
    Optional<SolveRules> rulesFrom(Context ctx, int plan);

    /** Stores the run as a job; it starts as soon as a worker is free. */
    long start(Context ctx, Request request);

    Optional<Run> find(Context ctx, long id);

    /** The same for whoever has been let into the workspace before. */
    Optional<Run> find(long workspace, long id);

    /** Newest first, at most 50. */
    List<Run> list(Context ctx);

    /** Asks a run to end with the best plan that it has. */
    void stop(Context ctx, long id);
}
