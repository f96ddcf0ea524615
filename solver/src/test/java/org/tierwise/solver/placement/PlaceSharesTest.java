package org.tierwise.solver.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.solver.problem.OptionDetails;
import org.tierwise.solver.problem.PlacementOption;
import org.tierwise.solver.search.Estates;
import org.tierwise.solver.sizing.ErlangC;

class PlaceSharesTest {
    private static final double SERVICE_MS = 100;
    private static final int SERVERS = 4;

    @Test
    void slices_that_share_replicas_wait_in_one_queue_of_all_their_requests() {
        var placed = List.of(placed(0, 750_000), placed(1, 1_000_000));
        var details = List.of(details(3), details(4));

        var shares = PlaceShares.of(placed, details, 2);

        double wait = ErlangC.p95Wait(2 * SERVERS, 7, SERVICE_MS);
        assertThat(wait).isGreaterThan(ErlangC.p95Wait(2 * SERVERS, 4, SERVICE_MS));
        assertThat(shares)
                .allSatisfy(share -> assertThat(share.latency().parts())
                        .filteredOn(part -> part.name().equals("queue"))
                        .extracting(LatencyPart::p95Ms)
                        .containsExactly(wait));
    }

    @Test
    void a_slice_alone_keeps_the_queue_that_its_option_was_sized_with() {
        var share = PlaceShares.of(List.of(placed(0, 750_000)), List.of(details(3)), 1)
                .getFirst();
        assertThat(share.latency()).isEqualTo(Estates.stack(50));
    }

    @Test
    void cents_and_accelerators_are_split_by_load_without_a_rest() {
        var shares = PlaceShares.of(
                List.of(placed(0, 333_333), placed(1, 333_333), placed(2, 333_333)),
                List.of(details(1), details(1), details(1)),
                1);
        assertThat(shares.stream()
                        .mapToLong(PlaceShares.Share::acceleratorHundredths)
                        .sum())
                .isEqualTo(200);
        assertThat(shares.stream()
                        .flatMap(share -> share.cost().stream())
                        .map(CostPart::amount)
                        .mapToLong(amount -> amount.micros())
                        .sum())
                .isEqualTo(10_000L * 100);
    }

    private static Occupancy.Placed placed(int index, long loadMicros) {
        var option = option(loadMicros);
        return new Occupancy.Placed(Estates.slice(index, 0, List.of(option), List.of(), 1, null), option);
    }

    private static PlacementOption option(long loadMicros) {
        return Estates.option(0, loadMicros, 2, 100, 0, 0, 50);
    }

    private static OptionDetails details(double offeredLoad) {
        var ofEstate =
                Estates.slice(0, 0, List.of(option(1)), List.of(), 1, null).details(option(1));
        return new OptionDetails(
                Estates.stack(50),
                ofEstate.replicaCost(),
                List.of(),
                "words",
                new OptionDetails.Queue(offeredLoad, SERVICE_MS, SERVERS),
                0);
    }
}
