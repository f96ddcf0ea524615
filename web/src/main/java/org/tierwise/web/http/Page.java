package org.tierwise.web.http;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param total rows of the whole list
 * @param number of this page, from 1
 * @param size rows on a full page
 */
public record Page<T>(List<T> rows, long total, int number, int size) {
    public Page {
        rows = List.copyOf(rows);
    }

    /** Cuts a page out of a list that is in memory; a number beyond the end shows the last page. */
    public static <T> Page<T> of(List<T> all, Paging paging) {
        int pages = Math.max(1, (all.size() + paging.size() - 1) / paging.size());
        int number = Math.min(paging.number(), pages);
        int from = (number - 1) * paging.size();
        return new Page<>(
                all.subList(from, Math.min(all.size(), from + paging.size())), all.size(), number, paging.size());
    }

    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }

    public boolean hasPrevious() {
        return number > 1;
    }

    public boolean hasNext() {
        return number < pages();
    }

    public <R> Page<R> map(Function<T, R> mapper) {
        return new Page<>(rows.stream().map(mapper).toList(), total, number, size);
    }
}
