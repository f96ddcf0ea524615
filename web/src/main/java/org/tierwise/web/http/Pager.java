package org.tierwise.web.http;

/**
 * The links below a list.
 *
 * @param words "1 to 50 of 1,234"
 * @param previous URL of the page before; empty on the first
 * @param next URL of the page after; empty on the last
 */
public record Pager(String words, String previous, String next) {
    public static Pager of(Query query, Page<?> page) {
        long from = page.total() == 0 ? 0 : (long) (page.number() - 1) * page.size() + 1;
        long to = from + page.rows().size() - (page.total() == 0 ? 0 : 1);
        return new Pager(
                Numbers.whole(from) + " to " + Numbers.whole(to) + " of " + Numbers.whole(page.total()),
                page.hasPrevious()
                        ? query.with("page", Integer.toString(page.number() - 1))
                                .url()
                        : "",
                page.hasNext()
                        ? query.with("page", Integer.toString(page.number() + 1))
                                .url()
                        : "");
    }
}
