package org.tierwise.catalog.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tierwise.catalog.schema.Tables.PLAN_DECISION;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.activity.Activity;
import org.tierwise.catalog.activity.ActivityFilter;
import org.tierwise.catalog.activity.ActivityRepository;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.plan.PlanSummary;
import org.tierwise.catalog.testing.RandomPlans;
import org.tierwise.catalog.testing.RepositoryContract;
import org.tierwise.catalog.verify.DatabaseCheck;
import org.tierwise.catalog.verify.Problem;

abstract class DecisionRepositoryContract extends RepositoryContract {
    private static final String ADA = "Ada <ada@example.com>";
    private static final Actor BEN = Actor.named("Ben <ben@example.com>");

    private PlanSummary plan(long seed) {
        return tx.write(ctx -> new PlanRepository(ctx).insert(workspace, RandomPlans.plan(seed), ADA, null));
    }

    private Decision decide(PlanSummary plan, Verdict verdict, long seen) {
        return tx.write(ctx -> new DecisionRepository(ctx).insert(plan, verdict, "because", BEN, seen));
    }

    private List<Decision> about(PlanSummary plan) {
        return tx.read(ctx -> new DecisionRepository(ctx).about(plan));
    }

    private PlanStatus.Kind status(PlanSummary plan) {
        return tx.read(ctx -> new DecisionRepository(ctx).status(plan)).kind();
    }

    @Test
    void the_last_decision_counts_and_of_two_approved_plans_the_one_that_was_approved_last() {
        var first = plan(1);
        var second = plan(2);
        assertThat(status(first)).isEqualTo(PlanStatus.Kind.DRAFT);

        var returned = decide(first, Verdict.RETURNED, 0);
        assertThat(status(first)).isEqualTo(PlanStatus.Kind.RETURNED);
        var approved = decide(first, Verdict.APPROVED, returned.id());
        assertThat(status(first)).isEqualTo(PlanStatus.Kind.APPROVED);
        assertThat(approved.decidedAt()).isEqualTo(NOW);
        assertThat(approved.planSha256()).isEqualTo(first.sha256());

        var other = decide(second, Verdict.APPROVED, 0);
        assertThat(status(first)).isEqualTo(PlanStatus.Kind.SUPERSEDED);
        assertThat(status(second)).isEqualTo(PlanStatus.Kind.APPROVED);

        decide(second, Verdict.REJECTED, other.id());
        assertThat(status(second)).isEqualTo(PlanStatus.Kind.REJECTED);
        assertThat(status(first)).as("it is the one to follow again").isEqualTo(PlanStatus.Kind.APPROVED);
        assertThat(about(first)).extracting(Decision::verdict).containsExactly(Verdict.RETURNED, Verdict.APPROVED);
    }

    @Test
    void nobody_decides_about_a_plan_of_their_own_under_another_name_or_through_a_program() {
        var plan = plan(3);
        for (var same : List.of(ADA, "Ada Married <ADA@example.com>", "token of the week of Ada <ada@example.com>")) {
            assertThatThrownBy(() -> tx.write(ctx ->
                            new DecisionRepository(ctx).insert(plan, Verdict.APPROVED, "mine", Actor.named(same), 0)))
                    .isInstanceOf(DecisionRepository.OwnPlan.class);
        }
        assertThat(status(plan)).isEqualTo(PlanStatus.Kind.DRAFT);
        assertThat(Persons.same("owner", "token ci of owner")).isTrue();
        assertThat(Persons.same("owner", BEN.name())).isFalse();
    }

    @Test
    void of_many_who_decide_at_once_the_first_counts_and_the_others_are_told() {
        var plan = plan(4);
        var all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return Optional.of(decide(plan, i % 2 == 0 ? Verdict.APPROVED : Verdict.REJECTED, 0));
                    } catch (DecisionRepository.DecidedMeanwhile e) {
                        return Optional.<Decision>empty();
                    }
                }))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(all.stream().filter(Optional::isPresent)).hasSize(1);
        assertThat(about(plan)).hasSize(1);
    }

    @Test
    void each_decision_is_an_activity_with_what_was_decided_before() {
        var plan = plan(5);
        var first = decide(plan, Verdict.REJECTED, 0);
        decide(plan, Verdict.APPROVED, first.id());

        var logged = tx.read(ctx -> new ActivityRepository(ctx)
                .older(new ActivityFilter(workspace, "", "", DecisionRepository.SUBJECT, "", "", null, null), null, 10)
                .entries());
        assertThat(logged).extracting(Activity::verb).containsExactly("approved", "rejected");
        var documents = tx.read(ctx -> new ActivityRepository(ctx).whole(logged))
                .getFirst()
                .documents();
        assertThat(documents.before()).contains("REJECTED");
        assertThat(documents.after()).contains("APPROVED").contains(plan.sha256());
    }

    @Test
    void what_somebody_changes_in_the_table_is_not_shown_as_approved_and_is_found_by_the_check() {
        for (var tampered :
                List.<Field<String>>of(PLAN_DECISION.REASON, PLAN_DECISION.DECIDED_BY, PLAN_DECISION.PLAN_SHA256)) {
            var plan = plan(6);
            decide(plan, Verdict.APPROVED, 0);
            update(plan, tampered, "x");
            assertThat(status(plan)).as(tampered.getName()).isEqualTo(PlanStatus.Kind.DAMAGED);
            assertThat(problems())
                    .anyMatch(words -> words.contains("is not what was stored, or was about another plan"));
        }
        var plan = plan(7);
        decide(plan, Verdict.REJECTED, 0);
        update(plan, PLAN_DECISION.VERDICT, "APPROVED");
        assertThat(status(plan)).isEqualTo(PlanStatus.Kind.DAMAGED);
    }

    @Test
    void what_vanished_and_what_nobody_took_is_found_by_the_check() {
        var plan = plan(8);
        decide(plan, Verdict.REJECTED, 0);
        tx.writing(ctx -> assertThat(ctx.dsl()
                        .deleteFrom(PLAN_DECISION)
                        .where(PLAN_DECISION.WORKSPACE_ID.eq(workspace))
                        .execute())
                .isOne());
        assertThat(problems()).anyMatch(words -> words.contains("of workspace " + workspace + " is gone"));

        workspace = newWorkspace();
        var other = plan(9);
        var logged = decide(other, Verdict.APPROVED, 0);
        tx.writing(ctx -> assertThat(ctx.dsl()
                        .update(PLAN_DECISION)
                        .set(PLAN_DECISION.ID, logged.id() + 1_000_000)
                        .where(PLAN_DECISION.WORKSPACE_ID.eq(workspace))
                        .execute())
                .isOne());
        assertThat(problems()).anyMatch(words -> words.contains("nobody took it"));
    }

    private void update(PlanSummary plan, Field<String> column, String value) {
        tx.writing(ctx -> assertThat(ctx.dsl()
                        .update(PLAN_DECISION)
                        .set(column, value)
                        .where(PLAN_DECISION.PLAN_ID.eq(plan.id()))
                        .execute())
                .isOne());
    }

    private List<String> problems() {
        return new DatabaseCheck(tx, CLOCK, Optional.empty(), DatabaseCheck.PlanExaminer.NONE, () -> false)
                .all().problems().stream().map(Problem::words).toList();
    }
}
