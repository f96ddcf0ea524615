package org.tierwise.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What transactions did that append their number to several lists, and what readers saw of them. The order in a list is
 * the order of the writes to it, which makes anomalies visible that counters would hide: the idea of Elle (Kingsbury and
 * Alvaro, "Elle: Inferring Isolation Anomalies from Experimental Observations", 2020).
 *
 * @param committed the lists to which each transaction that was confirmed has appended
 * @param end each list in the end
 * @param seen the lists in each snapshot, in the order in which one reader saw them
 */
record History(
        Map<Integer, Set<Integer>> committed, Map<Integer, List<Integer>> end, List<Map<Integer, List<Integer>>> seen) {

    /** A sentence for each anomaly; empty where the history is one of snapshot isolation. */
    List<String> anomalies() {
        var found = new ArrayList<String>();
        committed.forEach((number, lists) -> lists.forEach(list -> {
            int times = Collections.frequency(in(end, list), number);
            if (times != 1) {
                found.add(number + " was confirmed and is " + times + " times in list " + list);
            }
        }));
        end.forEach((list, numbers) -> numbers.stream()
                .filter(number -> !committed.containsKey(number))
                .forEach(number -> found.add(number + " was rolled back and is in list " + list)));
        seen.forEach(snapshot -> {
            snapshot.forEach((list, numbers) -> {
                if (!isPrefix(numbers, in(end, list))) {
                    found.add("list " + list + " was seen as " + numbers + " and never was so");
                }
            });
            found.addAll(fractures(snapshot));
        });
        found.addAll(forks());
        if (hasCycle()) {
            found.add("transactions wrote in one order here and in another there");
        }
        return found;
    }

    private static List<Integer> in(Map<Integer, List<Integer>> lists, int list) {
        return lists.getOrDefault(list, List.of());
    }

    private static boolean isPrefix(List<Integer> part, List<Integer> whole) {
        return part.size() <= whole.size() && part.equals(whole.subList(0, part.size()));
    }

    /** A transaction that was seen in part. */
    private List<String> fractures(Map<Integer, List<Integer>> snapshot) {
        return committed.entrySet().stream()
                .filter(tx -> tx.getValue().stream()
                                .map(list -> in(snapshot, list).contains(tx.getKey()))
                                .distinct()
                                .count()
                        > 1)
                .map(tx -> tx.getKey() + " was seen in part")
                .toList();
    }

    /** A snapshot in which something is gone that an earlier one has. */
    private List<String> forks() {
        var found = new ArrayList<String>();
        for (int i = 1; i < seen.size(); i++) {
            var earlier = seen.get(i - 1);
            var later = seen.get(i);
            if (!earlier.keySet().stream()
                    .allMatch(
                            list -> in(earlier, list).size() <= in(later, list).size())) {
                found.add("a later snapshot is older: " + earlier + " and then " + later);
            }
        }
        return found;
    }

    /** Whether the orders of the writes contradict each other, over any number of transactions. */
    private boolean hasCycle() {
        var after = new HashMap<Integer, List<Integer>>();
        var before = new HashMap<Integer, Integer>();
        end.values().forEach(list -> {
            list.forEach(number -> before.putIfAbsent(number, 0));
            for (int i = 1; i < list.size(); i++) {
                after.computeIfAbsent(list.get(i - 1), number -> new ArrayList<>())
                        .add(list.get(i));
                before.merge(list.get(i), 1, Integer::sum);
            }
        });
        var free = before.entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(ArrayDeque::new));
        int ordered = 0;
        for (var number = free.poll(); number != null; number = free.poll()) {
            ordered++;
            for (var next : after.getOrDefault(number, List.of())) {
                if (before.merge(next, -1, Integer::sum) == 0) {
                    free.add(next);
                }
            }
        }
        return ordered < before.size();
    }
}
