package org.tierwise.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each kind of anomaly is found, and a history without one is found clean. */
final class HistoryTest {
    private static final Map<Integer, Set<Integer>> BOTH = Map.of(1, Set.of(7, 8), 2, Set.of(7, 8));

    private static Map<Integer, List<Integer>> lists(List<Integer> seven, List<Integer> eight) {
        return Map.of(7, seven, 8, eight);
    }

    private static List<String> anomalies(Map<Integer, List<Integer>> end, List<Map<Integer, List<Integer>>> seen) {
        return new History(BOTH, end, seen).anomalies();
    }

    @Test
    void one_after_the_other_is_clean() {
        var end = lists(List.of(1, 2), List.of(1, 2));
        assertThat(anomalies(end, List.of(lists(List.of(), List.of()), lists(List.of(1), List.of(1)), end)))
                .isEmpty();
    }

    @Test
    void a_lost_and_a_doubled_write_are_found() {
        assertThat(anomalies(lists(List.of(1, 2), List.of(2)), List.of()))
                .containsExactly("1 was confirmed and is 0 times in list 8");
        assertThat(anomalies(lists(List.of(1, 2, 2), List.of(1, 2)), List.of()))
                .contains("2 was confirmed and is 2 times in list 7");
    }

    @Test
    void a_write_that_was_rolled_back_is_found_in_the_end_and_before() {
        assertThat(anomalies(lists(List.of(1, 9, 2), List.of(1, 2)), List.of()))
                .containsExactly("9 was rolled back and is in list 7");
        assertThat(anomalies(lists(List.of(1, 2), List.of(1, 2)), List.of(lists(List.of(1, 9), List.of(1)))))
                .containsExactly("list 7 was seen as [1, 9] and never was so");
    }

    @Test
    void a_transaction_that_is_seen_in_part_is_found() {
        assertThat(anomalies(lists(List.of(1, 2), List.of(1, 2)), List.of(lists(List.of(1, 2), List.of(1)))))
                .containsExactly("2 was seen in part");
    }

    @Test
    void two_orders_are_found() {
        assertThat(anomalies(lists(List.of(1, 2), List.of(2, 1)), List.of()))
                .containsExactly("transactions wrote in one order here and in another there");
    }

    @Test
    void a_later_snapshot_that_is_older_is_found() {
        var single = Map.of(1, Set.of(7), 2, Set.of(8));
        var end = lists(List.of(1), List.of(2));
        var seen = List.of(lists(List.of(1), List.of()), lists(List.of(), List.of(2)));
        assertThat(new History(single, end, seen).anomalies())
                .singleElement()
                .asString()
                .startsWith("a later snapshot is older");
    }
}
