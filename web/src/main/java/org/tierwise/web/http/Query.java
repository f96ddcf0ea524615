package org.tierwise.web.http;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The query of a URL, in which a view keeps all its state. Immutable; blank values are left out. */
public record Query(String path, Map<String, List<String>> parameters) {
    public Query {
        var copy = new LinkedHashMap<String, List<String>>();
        parameters.forEach((name, values) -> {
            var filled = values.stream().filter(value -> !value.isBlank()).toList();
            if (!filled.isEmpty()) {
                copy.put(name, filled);
            }
        });
        parameters = java.util.Collections.unmodifiableMap(copy);
    }

    public static Query of(Context ctx) {
        return new Query(ctx.path(), ctx.queryParamMap());
    }

    public String value(String name) {
        return all(name).isEmpty() ? "" : all(name).getFirst().strip();
    }

    public List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /** The same with one value of a parameter; an empty one removes it. Any change but of the page leads to page 1. */
    public Query with(String name, String value) {
        var changed = new LinkedHashMap<>(parameters);
        changed.put(name, List.of(value));
        if (!name.equals("page")) {
            changed.remove("page");
        }
        return new Query(path, changed);
    }

    /** The same with a value added, or removed if it was there. */
    public Query toggled(String name, String value) {
        var values = new ArrayList<>(all(name));
        if (!values.remove(value)) {
            values.add(value);
        }
        var changed = new LinkedHashMap<>(parameters);
        changed.put(name, values);
        changed.remove("page");
        return new Query(path, changed);
    }

    /** The URL of the link that sorts by a column: again the same column turns the order round. */
    public Query sortedBy(String column) {
        return with("sort", value("sort").equals(column) ? "-" + column : column);
    }

    /** What {@code aria-sort} says of a column. */
    public String order(String column, String fallback) {
        var sort = value("sort").isEmpty() ? fallback : value("sort");
        if (sort.equals(column)) {
            return "ascending";
        }
        return sort.equals("-" + column) ? "descending" : "none";
    }

    public String url() {
        var text = parameters.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> encode(entry.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
        return text.isEmpty() ? path : path + "?" + text;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
