package org.tierwise.web.log;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Hides secrets in text. Whoever logs should not log them; this is the net below. Patterns look for the name of a
 * secret before it, or for its shape, and have no nested repetitions, so that hostile text costs no more than its
 * length.
 */
final class Secrets {
    private static final String HIDDEN = "***";

    private record Rule(Pattern pattern, String replacement) {}

    private static final List<Rule> RULES = List.of(
            // Authorization: Bearer abc; "authorization":"Basic abc"
            rule(
                    "((?:proxy-)?authorization\"?\\s*[:=]\\s*\"?)(?:(?:bearer|basic|digest)\\s+)?[^\\s\",;]+",
                    "$1" + HIDDEN),
            rule("\\b(bearer\\s+)[\\w.~+/=-]{8,}", "$1" + HIDDEN),
            // Cookie: a=b; c=d, and cookies of ours wherever they stand
            rule("\\b((?:set-)?cookie\"?\\s*[:=]\\s*)[^\\r\\n]+", "$1" + HIDDEN),
            rule("(__(?:host|secure)-[\\w-]{1,64}=)[^;\\s\",&]+", "$1" + HIDDEN),
            // jdbc:postgresql://host/name?password=y; ?token=z; "client_secret": "z"; X-CSRF-Token: z
            rule(
                    "((?:password|passwd|passphrase|pwd|secret|token(?!s)|api[_-]?key|credential|_csrf)\\w{0,20}"
                            + "\"?\\s*[=:]\\s*)"
                            + "(?:\"[^\"]*\"|[^\\s&;,\"'<>)}\\]]+)",
                    "$1" + HIDDEN),
            // postgresql://user:secret@host
            rule("(://[^/\\s:@]*:)[^/\\s@]+@", "$1" + HIDDEN + "@"),
            // Tokens of ours by their shape
            rule("\\btw_[\\w-]{8,}", "tw_" + HIDDEN));

    private Secrets() {}

    private static Rule rule(String pattern, String replacement) {
        return new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), replacement);
    }

    static String hide(String text) {
        var hidden = text;
        for (var rule : RULES) {
            hidden = rule.pattern().matcher(hidden).replaceAll(rule.replacement());
        }
        return hidden;
    }
}
