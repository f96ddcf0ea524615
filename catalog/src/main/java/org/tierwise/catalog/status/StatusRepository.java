package org.tierwise.catalog.status;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.count;
import static org.tierwise.catalog.schema.Tables.JOB;
import static org.tierwise.catalog.schema.Tables.PLAN;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.job.JobState;

/** Counts over all workspaces. Shows nobody's data: only numbers leave it. */
public final class StatusRepository {
    private final DSLContext db;

    public StatusRepository(TxContext ctx) {
        db = ctx.dsl();
    }

    /** Only what is not zero. */
    public List<JobCount> jobs() {
        return db.select(JOB.KIND, JOB.STATE.convertFrom(JobState::valueOf), count())
                .from(JOB)
                .groupBy(JOB.KIND, JOB.STATE)
                .orderBy(JOB.KIND, JOB.STATE)
                .fetch(mapping(JobCount::new));
    }

    public Optional<LastSolve> lastSolve() {
        return db.select(PLAN.CREATED_AT, PLAN.OBJECTIVE_MICROS, PLAN.LOWER_BOUND_MICROS)
                .from(PLAN)
                .where(PLAN.JOB_ID.isNotNull())
                .orderBy(PLAN.CREATED_AT.desc(), PLAN.ID.desc())
                .limit(1)
                .fetchOptional(plan -> new LastSolve(plan.value1(), gap(plan.value2(), plan.value3())));
    }

    private static @Nullable Double gap(@Nullable Long objective, @Nullable Long bound) {
        if (objective == null || bound == null) {
            return null;
        }
        return objective == 0 ? 0.0 : Math.max(0, (double) (objective - bound) / objective);
    }
}
