package org.tierwise.solver.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tierwise.catalog.capacity.ManagedOffer;
import org.tierwise.catalog.capacity.Model;

/**
 * Finds what a model name means. Vendor prefix, case, punctuation and "Instruct" do not count; "Meta-Llama" is "Llama".
 * Immutable.
 */
final class ModelLookup {
    private static final Set<String> VENDOR_WORDS = Set.of(
            "amazon",
            "deepseek",
            "google",
            "kimiai",
            "meta",
            "mistral",
            "mistralai",
            "nvidia",
            "openai",
            "qwen",
            "zai");
    private static final Pattern CONTEXT_STEP = Pattern.compile("([≤>])\\s*(\\d+)k");
    private static final int NAMES_SHOWN = 3;

    private final Map<String, Model> open = new HashMap<>();
    private final Map<String, List<ManagedOffer>> offers = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();

    ModelLookup(List<Model> models, List<ManagedOffer> managed) {
        for (var model : models) {
            open.put(key(model.id()), model);
            names.add(model.id());
        }
        for (var offer : managed) {
            var byId = key(offer.modelId());
            var byName = key(CONTEXT_STEP.matcher(offer.modelName()).replaceAll(""));
            offers.computeIfAbsent(byId, key -> new ArrayList<>()).add(offer);
            if (!byName.equals(byId)) {
                offers.computeIfAbsent(byName, key -> new ArrayList<>()).add(offer);
            }
            if (open.keySet().stream().noneMatch(key -> same(byName, key))) {
                names.add(offer.modelName());
            }
        }
    }

    /** What a name turned out to be. */
    sealed interface Found {}

    /** A model with open weights: own accelerators and managed offers can serve it. */
    record Open(Model model) implements Found {}

    /**
     * A model that is sold as an API only.
     *
     * @param name as the offers call it
     * @param successor true if the model itself is no longer listed and this is its vendor's next
     */
    record Closed(String name, String key, boolean successor) implements Found {}

    /** @param nearest names that look most like it */
    record Unknown(List<String> nearest) implements Found {}

    Found find(String name) {
        var key = key(name);
        var model = open.get(key);
        if (model != null) {
            return new Open(model);
        }
        var listed = offers.get(key);
        if (listed != null) {
            return new Closed(listed.getFirst().modelName(), key, false);
        }
        return successor(name, key);
    }

    /** Offers of the model with this key that take a context of so many tokens. */
    List<ManagedOffer> offers(String key, int contextTokens) {
        return offers.entrySet().stream()
                .filter(entry -> same(entry.getKey(), key))
                .flatMap(entry -> entry.getValue().stream())
                .distinct()
                .filter(offer -> takes(offer, contextTokens))
                .toList();
    }

    static String key(String name) {
        var bare = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return bare.replaceAll("[^a-z0-9]", "").replace("instruct", "").replaceFirst("^metallama", "llama");
    }

    /** Resellers put the vendor before the name: "OpenAI gpt-oss-120b". */
    private static boolean same(String offer, String key) {
        return offer.equals(key)
                || (offer.endsWith(key) && VENDOR_WORDS.contains(offer.substring(0, offer.length() - key.length())));
    }

    private static boolean takes(ManagedOffer offer, int contextTokens) {
        var step = CONTEXT_STEP.matcher(offer.modelName());
        if (!step.find()) {
            return true;
        }
        boolean fits = contextTokens <= Integer.parseInt(step.group(2)) * 1_000L;
        return step.group(1).equals("≤") == fits;
    }

    /** The highest version among the offers with the same words, such as "Claude Haiku"; else the nearest names. */
    private Found successor(String name, String key) {
        var words = words(name);
        return offers.entrySet().stream()
                .filter(entry -> !words.isEmpty()
                        && entry.getValue().stream()
                                .anyMatch(offer -> words(offer.modelId()).equals(words)
                                        && version(offer.modelId()) >= version(name)))
                .max(Comparator.comparingDouble((Map.Entry<String, List<ManagedOffer>> entry) ->
                                version(entry.getValue().getFirst().modelId()))
                        .thenComparing(Map.Entry::getKey))
                .<Found>map(entry -> new Closed(entry.getValue().getFirst().modelName(), entry.getKey(), true))
                .orElseGet(() -> new Unknown(nearest(key)));
    }

    /** Only names with a version can have a successor: "Our own model" has none. */
    private static Set<String> words(String name) {
        if (name.chars().noneMatch(Character::isDigit)) {
            return Set.of();
        }
        return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^a-z]+", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static double version(String name) {
        var number = Pattern.compile("\\d+(\\.\\d+)?").matcher(name);
        return number.find() ? Double.parseDouble(number.group()) : 0;
    }

    private List<String> nearest(String key) {
        return names.stream()
                .distinct()
                .sorted(Comparator.comparingInt((String name) -> distance(key(name), key))
                        .thenComparing(name -> name))
                .limit(NAMES_SHOWN)
                .toList();
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(swap, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
