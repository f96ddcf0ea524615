package org.tierwise.catalog.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tierwise.catalog.schema.Tables.ACTIVITY_BEFORE_AUDIT;
import static org.tierwise.catalog.schema.Tables.PLAN;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.testing.RandomPlans;
import org.tierwise.catalog.testing.RepositoryContract;
import org.tierwise.catalog.verify.DatabaseCheck;

abstract class LegacyActivityContract extends RepositoryContract {
    @Test
    void what_an_older_version_stored_comes_under_hashes_once() {
        for (int i = 0; i < 1_201; i++) {
            int number = i;
            tx.writeUnsynced(ctx -> ctx.dsl()
                    .insertInto(ACTIVITY_BEFORE_AUDIT)
                    .set(ACTIVITY_BEFORE_AUDIT.WORKSPACE_ID, workspace)
                    .set(
                            ACTIVITY_BEFORE_AUDIT.HAPPENED_AT,
                            NOW.minus(Duration.ofDays(1)).plusSeconds(number))
                    .set(ACTIVITY_BEFORE_AUDIT.ACTOR, "owner")
                    .set(ACTIVITY_BEFORE_AUDIT.VERB, "changed")
                    .set(ACTIVITY_BEFORE_AUDIT.OBJECT_KIND, "site")
                    .set(ACTIVITY_BEFORE_AUDIT.OBJECT_ID, "s" + number)
                    .set(ACTIVITY_BEFORE_AUDIT.SUMMARY, "Changed s" + number + ".")
                    .set(ACTIVITY_BEFORE_AUDIT.BEFORE_DOCUMENT, number % 2 == 0 ? null : "{}")
                    .set(ACTIVITY_BEFORE_AUDIT.AFTER_DOCUMENT, "{\"n\":" + number + "}")
                    .execute());
        }
        var plan = tx.write(ctx -> new PlanRepository(ctx).insert(workspace, RandomPlans.plan(1), "owner", null));
        var edited = tx.write(ctx -> new PlanRepository(ctx).insert(workspace, RandomPlans.plan(2), "owner", null));
        tx.writing(ctx -> {
            ctx.dsl().update(PLAN).setNull(PLAN.ROW_SHA256).execute();
            ctx.dsl()
                    .update(PLAN)
                    .set(PLAN.COST_MICROS, 1L)
                    .where(PLAN.ID.eq(edited.id()))
                    .execute();
        });

        assertThat(carryOver()).isTrue();
        assertThat(carryOver()).isFalse();

        var chain = tx.read(ctx -> new ActivityRepository(ctx).chain(1, 10_000));
        assertThat(chain).hasSize(1_202);
        assertThat(chain.getFirst().entry().summary()).contains("1201 activities of an older version");
        assertThat(chain.get(8).entry().subject()).isEqualTo(new ActivityLog.Subject("site", "s7"));
        assertThat(chain.get(8).documents()).isEqualTo(new ActivityDocuments("{}", "{\"n\":7}"));
        assertThat(chain.get(8).entry().happenedAt())
                .isEqualTo(NOW.minus(Duration.ofDays(1)).plusSeconds(7));
        var plans = tx.read(ctx -> new PlanRepository(ctx).list(workspace));
        assertThat(plans).filteredOn(listed -> !listed.damaged()).containsExactly(plan);
        var state = new DatabaseCheck(tx, CLOCK, Optional.empty(), DatabaseCheck.PlanExaminer.NONE, () -> false).all();
        // The plan whose row was edited before there was a hash is not given one.
        assertThat(state.problems()).hasSize(1).first().asString().contains("Plan 2");
    }

    private boolean carryOver() {
        return tx.write(ctx -> {
            boolean first = new LegacyActivitySql(ctx).carryOver();
            if (first) {
                new PlanRepository(ctx).sealOldRows();
            }
            return first;
        });
    }
}
