package org.tierwise.web.http;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A form as the user left it, and what is wrong with it.
 *
 * @param values what stands in each field; a field with several values keeps them all
 * @param errors by field name; the empty name holds errors of the whole form
 */
public record Form(Map<String, List<String>> values, Map<String, String> errors) {
    public static final Form EMPTY = new Form(Map.of(), Map.of());

    public Form {
        values = Map.copyOf(values);
        errors = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    public static Form of(Context ctx) {
        return new Form(ctx.formParamMap(), Map.of());
    }

    /** A form that shows stored values. */
    public static Form showing(Map<String, String> values) {
        var lists = new LinkedHashMap<String, List<String>>();
        values.forEach((name, value) -> lists.put(name, List.of(value)));
        return new Form(lists, Map.of());
    }

    /** The trimmed first value; empty if the field is missing. */
    public String value(String name) {
        var all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? "" : all.getFirst().strip();
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean has(String name, String value) {
        return all(name).contains(value);
    }

    /** The error of a field; empty if it has none. */
    public String error(String name) {
        return errors.getOrDefault(name, "");
    }

    public boolean isValid() {
        return errors.isEmpty();
    }

    public Form withErrors(Map<String, String> found) {
        return new Form(values, found);
    }
}
