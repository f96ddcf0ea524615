package org.tierwise.catalog.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a check has found so far. Safe to be looked at by other threads. */
final class Findings {
    private final VerifyState.Scope scope;
    private final Instant began;
    private final List<Problem> problems = new ArrayList<>();
    private long activities;
    private long plans;
    private long inputs;
    private long workloads;
    private long more;
    private @Nullable Instant ended;

    Findings(VerifyState.Scope scope, Instant began) {
        this.scope = scope;
        this.began = began;
    }

    synchronized void add(Problem.Part part, String words) {
        if (problems.size() < VerifyState.PROBLEMS_MAX) {
            problems.add(new Problem(part, words));
        } else {
            more++;
        }
    }

    synchronized void checkedActivities(int count) {
        activities += count;
    }

    synchronized void checkedPlan() {
        plans++;
    }

    synchronized void checkedInput() {
        inputs++;
    }

    synchronized void checkedWorkloads(int count) {
        workloads += count;
    }

    synchronized void end(Instant at) {
        ended = at;
    }

    synchronized VerifyState state() {
        return new VerifyState(scope, began, ended, activities, plans, inputs, workloads, problems, more);
    }
}
