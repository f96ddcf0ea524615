package org.tierwise.catalog.inventory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.tierwise.catalog.geo.Gazetteer;

/** Reads where data may be: country codes and blocs, such as "EU;CH" or "DE only". */
public final class Residency {
    /**
     * @param countries ISO codes in the order of the text
     * @param unknown words that are neither a country code nor a bloc
     */
    public record Result(List<String> countries, List<String> unknown) {
        public Result {
            countries = List.copyOf(countries);
            unknown = List.copyOf(unknown);
        }
    }

    private static final Pattern SEPARATOR = Pattern.compile("[;,/|\\s\\u00A0]+");
    private static final Set<String> IGNORED = Set.of("ONLY", "NUR");

    private final Map<String, List<String>> blocs;
    private final Set<String> countries;

    public Residency(Gazetteer gazetteer) {
        blocs = gazetteer.blocs();
        countries = gazetteer.countries().stream()
                .map(org.tierwise.catalog.geo.Country::iso2)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    public Result read(String text) {
        var allowed = new LinkedHashSet<String>();
        var unknown = new ArrayList<String>();
        for (var word : SEPARATOR.split(text.strip())) {
            var code = word.toUpperCase(Locale.ROOT);
            if (blocs.containsKey(code)) {
                allowed.addAll(blocs.get(code));
            } else if (code.equals("UK")) {
                allowed.add("GB");
            } else if (countries.contains(code)) {
                allowed.add(code);
            } else if (!code.isEmpty() && !IGNORED.contains(code)) {
                unknown.add(word);
            }
        }
        return new Result(List.copyOf(allowed), unknown);
    }
}
