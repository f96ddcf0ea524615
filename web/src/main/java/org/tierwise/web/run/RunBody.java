package org.tierwise.web.run;

import io.javalin.http.BadRequestResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.run.SolveRules;
import org.tierwise.web.http.Form;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The body of a request for a run, read field by field so that every mistake is told at once. */
final class RunBody {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long SECONDS_DEFAULT = 30;

    /** A day of a fast machine, so that a forgotten run ends. */
    private static final long STEPS_MAX = 100_000_000;

    private static final List<String> FIELDS = List.of(
            "policy",
            "seconds",
            "steps",
            "seed",
            "title",
            "ownPremises",
            "leaveOutUnclassified",
            "providerCapPercent",
            "backups",
            "backupDomain",
            "pins",
            "fromPlan",
            "movePriceUsd",
            "withoutSites");

    /** The fields of the rules, as the form for people has them. */
    private static final Map<String, String> RULE_FIELDS = Map.of(
            "cap", "providerCapPercent",
            "backups", "backups",
            "domain", "backupDomain",
            "from", "fromPlan",
            "move", "movePriceUsd",
            "pins", "pins",
            "without", "withoutSites");

    /** What is wrong with one field; {@code value} as it was sent. */
    record Mistake(String field, String value, String message) {}

    private final JsonNode body;
    private final List<Mistake> mistakes = new ArrayList<>();

    private RunBody(JsonNode body) {
        this.body = body;
    }

    /** What was asked for, or what is wrong with it. */
    record Read(Runs.Request request, List<Mistake> mistakes) {}

    /** @param plans numbers of the plans that a run may start from */
    static Read read(String text, Set<Integer> plans) {
        var body = tree(text);
        for (var name : body.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw new BadRequestResponse(
                        "There is no field (" + name + "). The fields are: " + String.join(", ", FIELDS) + ".");
            }
        }
        return new RunBody(body).read(plans);
    }

    private static JsonNode tree(String text) {
        try {
            var tree = JSON.readTree(text.isBlank() ? "{}" : text);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException e) {
            throw new BadRequestResponse("The body is no JSON: " + e.getOriginalMessage());
        }
        throw new BadRequestResponse("The body must be a JSON object, such as {\"policy\": \"balanced\"}.");
    }

    private Read read(Set<Integer> plans) {
        var policy = policy();
        var title = title(policy);
        var steps = whole("steps", 1, STEPS_MAX);
        var seconds = whole("seconds", 1, RunPages.SECONDS_MAX);
        if (has("steps") && has("seconds")) {
            wrong("steps", "Give seconds or steps, not both.");
        }
        var seed = whole("seed", 0, RunPages.SEED_MAX);
        var request = new Runs.Request(
                title,
                policy,
                seconds == null && steps == null ? Long.valueOf(SECONDS_DEFAULT) : seconds,
                steps,
                seed == null ? 1 : seed,
                flag("ownPremises", true),
                flag("leaveOutUnclassified", false),
                rules(plans));
        return new Read(request, List.copyOf(mistakes));
    }

    /** Read by the rules of the form, so that both say the same of the same mistake. */
    private SolveRules rules(Set<Integer> plans) {
        var values = new LinkedHashMap<String, String>();
        RULE_FIELDS.forEach((field, name) -> {
            if (has(name)) {
                values.put(field, text(name));
            }
        });
        var errors = new LinkedHashMap<String, String>();
        var rules = RuleFields.read(Form.showing(values), plans, errors);
        errors.forEach((field, message) -> wrong(RULE_FIELDS.getOrDefault(field, field), message));
        return rules;
    }

    private String text(String name) {
        var node = body.path(name);
        if (name.equals("pins") && node.isObject()) {
            return node.propertyStream()
                    .map(pin -> pin.getKey() + " = " + pin.getValue().asString(""))
                    .collect(Collectors.joining("\n"));
        }
        if (name.equals("withoutSites") && node.isArray()) {
            return node.valueStream().map(site -> site.asString("")).collect(Collectors.joining("\n"));
        }
        if (node.isObject() || node.isArray()) {
            wrong(name, "(" + shown(name) + ") is not what this field takes. See the OpenAPI document.");
            return "";
        }
        return node.asString("");
    }

    private String policy() {
        if (!has("policy")) {
            return "balanced";
        }
        var policy = body.path("policy").asString("");
        if (!RunPages.POLICIES.contains(policy)) {
            wrong(
                    "policy",
                    "There is no policy (" + shown("policy") + "). Choose balanced, lowest-cost or lowest-latency.");
        }
        return policy;
    }

    private String title(String policy) {
        if (!has("title")) {
            return RunPages.defaultTitle(policy);
        }
        var title = body.path("title").asString("").strip();
        if (!body.path("title").isString() || title.isEmpty() || title.length() > RunPages.TITLE_MAX) {
            wrong("title", "The title must be a text of 1 to " + RunPages.TITLE_MAX + " characters.");
        }
        return title;
    }

    private @Nullable Long whole(String field, long low, long high) {
        if (!has(field)) {
            return null;
        }
        var node = body.path(field);
        if (node.isIntegralNumber() && node.canConvertToLong() && node.asLong() >= low && node.asLong() <= high) {
            return node.asLong();
        }
        wrong(field, "(" + shown(field) + ") is not a whole number from " + low + " to " + high + ".");
        return null;
    }

    private boolean flag(String field, boolean fallback) {
        if (!has(field)) {
            return fallback;
        }
        if (!body.path(field).isBoolean()) {
            wrong(field, "(" + shown(field) + ") is neither true nor false.");
        }
        return body.path(field).asBoolean(fallback);
    }

    private boolean has(String field) {
        return body.hasNonNull(field);
    }

    private String shown(String field) {
        var node = body.path(field);
        var text = node.isString() ? node.asString() : node.toString();
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    private void wrong(String field, String message) {
        mistakes.add(new Mistake(field, shown(field), message));
    }
}
