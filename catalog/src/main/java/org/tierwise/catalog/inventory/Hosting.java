package org.tierwise.catalog.inventory;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a workload runs today, as inventories write it: "AWS eu-central-1", "Azure West Europe", "On-prem Stuttgart",
 * "OpenAI API", "Akamai de-fra-2".
 *
 * @param provider "aws", "azure", "gcp", "oci", "ibm", "akamai", a vendor in lower case, or "own"
 * @param place region code or name as written, or the city of the premises; empty for an API
 */
public record Hosting(Kind kind, String provider, String place) {
    /** Who runs it. */
    public enum Kind {
        CLOUD,
        EDGE,
        ON_PREMISES,
        API
    }

    private static final Map<String, String> CLOUDS = Map.ofEntries(
            Map.entry("aws", "aws"),
            Map.entry("amazon", "aws"),
            Map.entry("azure", "azure"),
            Map.entry("microsoft azure", "azure"),
            Map.entry("gcp", "gcp"),
            Map.entry("google cloud", "gcp"),
            Map.entry("oci", "oci"),
            Map.entry("oracle cloud", "oci"),
            Map.entry("ibm", "ibm"),
            Map.entry("ibm cloud", "ibm"));
    private static final List<String> EDGES = List.of("akamai", "cloudflare", "fastly", "cloudfront", "edgio");
    private static final Pattern ON_PREMISES = Pattern.compile(
            "^(?:on[- ]?prem(?:ise)?s?|own premises|eigenes rechenzentrum)\\b[\\s:,-]*(.*)$", Pattern.CASE_INSENSITIVE);
    /** The id of an own site: its city and country. */
    private static final Pattern OWN_SITE = Pattern.compile("^own/(.+)-([a-z]{2})$");

    private static final Pattern API = Pattern.compile("^(.{0,200}\\S)\\s{1,9}API$", Pattern.CASE_INSENSITIVE);

    /** Empty if the text is not recognised. */
    public static Optional<Hosting> of(String text) {
        var written = text.strip();
        var premises = ON_PREMISES.matcher(written);
        if (premises.matches()) {
            return Optional.of(
                    new Hosting(Kind.ON_PREMISES, "own", premises.group(1).strip()));
        }
        var site = OWN_SITE.matcher(written);
        if (site.matches()) {
            return Optional.of(new Hosting(Kind.ON_PREMISES, "own", site.group(1) + ", " + site.group(2)));
        }
        var api = API.matcher(written);
        if (api.matches()) {
            return Optional.of(new Hosting(Kind.API, api.group(1).strip().toLowerCase(Locale.ROOT), ""));
        }
        var lower = written.toLowerCase(Locale.ROOT);
        for (int words = 2; words >= 1; words--) {
            var head = head(lower, words);
            var rest =
                    written.substring(Math.min(written.length(), head.length())).strip();
            if (CLOUDS.containsKey(head)) {
                return Optional.of(new Hosting(Kind.CLOUD, CLOUDS.get(head), rest));
            } else if (EDGES.contains(head)) {
                return Optional.of(new Hosting(Kind.EDGE, head, rest));
            }
        }
        return Optional.empty();
    }

    private static String head(String text, int words) {
        int end = -1;
        for (int i = 0; i < words; i++) {
            end = text.indexOf(' ', end + 1);
            if (end < 0) {
                return text;
            }
        }
        return text.substring(0, end);
    }
}
