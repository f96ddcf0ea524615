package org.tierwise.catalog.estate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which workloads a list shows, in which order, and which page of it.
 *
 * @param text every word must be found in name, external id, owner, business unit, model, tags or description
 * @param chosen values by facet: one of the values of each facet must hold; an absent facet says nothing
 * @param page from 1
 * @param pageSize rows of a page, 1 to {@value #PAGE_SIZE_MAX}
 */
public record WorkloadFilter(
        String text, Map<Facet, Set<String>> chosen, WorkloadSort sort, boolean descending, int page, int pageSize) {
    /** More rows than this make a page that no one reads and every browser draws slowly. */
    public static final int PAGE_SIZE_MAX = 500;

    public static final WorkloadFilter ALL = new WorkloadFilter("", Map.of(), WorkloadSort.NAME, false, 1, 50);

    public WorkloadFilter {
        var copy = new EnumMap<Facet, Set<String>>(Facet.class);
        chosen.forEach((facet, values) -> {
            if (!values.isEmpty()) {
                copy.put(facet, Collections.unmodifiableSet(new LinkedHashSet<>(values)));
            }
        });
        chosen = Collections.unmodifiableMap(copy);
        text = text.strip();
        if (page < 1) {
            throw new IllegalArgumentException("The page (" + page + ") must be 1 or more.");
        }
        if (pageSize < 1 || pageSize > PAGE_SIZE_MAX) {
            throw new IllegalArgumentException("The page size (" + pageSize + ") must be 1 to " + PAGE_SIZE_MAX + ".");
        }
    }

    public WorkloadFilter withText(String words) {
        return new WorkloadFilter(words, chosen, sort, descending, page, pageSize);
    }

    /** The same with these values of a facet instead of those chosen before; none clears it. */
    public WorkloadFilter with(Facet facet, Set<String> values) {
        var changed = new EnumMap<Facet, Set<String>>(Facet.class);
        changed.putAll(chosen);
        changed.put(facet, values);
        return new WorkloadFilter(text, changed, sort, descending, page, pageSize);
    }

    public WorkloadFilter sortedBy(WorkloadSort by, boolean down) {
        return new WorkloadFilter(text, chosen, by, down, page, pageSize);
    }

    public WorkloadFilter onPage(int number, int size) {
        return new WorkloadFilter(text, chosen, sort, descending, number, size);
    }

    /** True if anything is narrowed. */
    public boolean narrows() {
        return !text.isEmpty() || !chosen.isEmpty();
    }
}
