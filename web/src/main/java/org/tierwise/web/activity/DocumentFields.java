package org.tierwise.web.activity;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.json.RecordJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A JSON document as lines of words: "Demand, peak rps" and "12.5". */
final class DocumentFields {
    /** More of one value is no help on a page; the export has it whole. */
    private static final int VALUE_MAX = 400;

    private DocumentFields() {}

    /** In the order of the document; empty if there is none. What is no JSON object is one line. */
    static Map<String, String> of(@Nullable String document) {
        var fields = new LinkedHashMap<String, String>();
        if (document != null) {
            try {
                add(fields, "", RecordJson.mapper().readTree(document));
            } catch (JacksonException e) {
                fields.put("Text", cut(document));
            }
        }
        return fields;
    }

    private static void add(Map<String, String> fields, String name, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(member -> add(fields, joined(name, words(member.getKey())), member.getValue()));
        } else if (value.isArray() && value.valueStream().anyMatch(JsonNode::isContainer)) {
            for (int i = 0; i < value.size(); i++) {
                add(fields, joined(name, Integer.toString(i + 1)), value.get(i));
            }
        } else {
            var text = value.isArray()
                    ? value.valueStream().map(DocumentFields::text).collect(Collectors.joining(", "))
                    : text(value);
            if (!text.isEmpty()) {
                fields.put(name.isEmpty() ? "Value" : name, cut(text));
            }
        }
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        return value.isBoolean() ? value.booleanValue() ? "yes" : "no" : value.asString();
    }

    private static String joined(String name, String part) {
        return name.isEmpty() ? part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1) : name + ", " + part;
    }

    /** "peakRps" becomes "peak rps". */
    private static String words(String key) {
        return key.isEmpty()
                ? "?"
                : key.replaceAll("([a-z0-9])([A-Z])", "$1 $2").replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    private static String cut(String text) {
        return text.length() <= VALUE_MAX ? text : text.substring(0, VALUE_MAX) + "…";
    }
}
