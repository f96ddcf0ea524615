package org.tierwise.catalog.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tierwise.catalog.capacity.ManagedOffer;
import org.tierwise.catalog.capacity.Model;

/**
 * Finds the model that a loosely written name means: a model with open weights first, else one that is only sold as
 * an API. Vendor prefix, case, punctuation and "Instruct" do not count, and "Meta-Llama" is "Llama". Immutable.
 */
public final class ModelNames {
    /**
     * What a name means. Either an open model, or a model of managed offers.
     *
     * @param offers the offers under that name; for an open model those that sell the same
     */
    public record Match(Optional<Model> model, List<ManagedOffer> offers) {
        public Match {
            offers = List.copyOf(offers);
        }

        /** Longest context in tokens; 0 if unknown. */
        public int maxContextTokens() {
            return model.map(Model::maxContextTokens).orElse(0);
        }
    }

    private static final Set<String> VENDORS = Set.of(
            "openai",
            "google",
            "meta",
            "microsoft",
            "anthropic",
            "amazon",
            "alibaba",
            "nvidia",
            "ibm",
            "cohere",
            "qwen",
            "mistral",
            "mistralai",
            "deepseek",
            "deepseekai",
            "kimi ai",
            "moonshot ai",
            "z ai");

    private static final int SHORTEST = 4;

    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Map<String, List<ManagedOffer>> offers = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    public ModelNames(List<Model> models, List<ManagedOffer> offers) {
        for (var model : models) {
            for (var key : keys(model.id())) {
                this.models.putIfAbsent(key, model);
            }
            names.putIfAbsent(key(model.id()), model.id().substring(model.id().lastIndexOf('/') + 1));
        }
        for (var offer : offers) {
            var keys = new LinkedHashSet<String>(keys(offer.modelName()));
            keys.addAll(keys(offer.modelId()));
            keys.forEach(key ->
                    this.offers.computeIfAbsent(key, k -> new ArrayList<>()).add(offer));
            names.putIfAbsent(key(offer.modelName()), offer.modelName());
        }
    }

    /** The model of a name; empty if neither the models nor the offers have it. */
    public Optional<Match> find(String name) {
        var keys = keys(name);
        var model = keys.stream()
                .filter(models::containsKey)
                .findFirst()
                .map(key -> java.util.Objects.requireNonNull(models.get(key)));
        var sold = keys.stream()
                .flatMap(key -> offers.getOrDefault(key, List.of()).stream())
                .distinct()
                .toList();
        return model.isEmpty() && sold.isEmpty() ? Optional.empty() : Optional.of(new Match(model, sold));
    }

    /** Up to three names that look like an unknown one, nearest first. */
    public List<String> nearest(String name) {
        var key = key(name);
        if (key.isEmpty() || key.length() > 60) {
            return List.of();
        }
        int most = Math.max(2, key.length() / 3);
        record Near(String name, int distance) {}
        return names.entrySet().stream()
                .map(entry -> new Near(entry.getValue(), EditDistance.between(entry.getKey(), key, most)))
                .filter(near -> near.distance() <= most)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .map(Near::name)
                .limit(3)
                .toList();
    }

    /** The ways in which a name may be looked up, strictest first: as it is, without vendor, words in any order. */
    private static List<String> keys(String name) {
        var keys = new LinkedHashSet<String>();
        keys.add(key(name));
        var words = words(name);
        int first = 0;
        int vendor;
        while ((vendor = vendorWords(words.subList(first, words.size()))) > 0) {
            first += vendor;
            keys.add(String.join("", words.subList(first, words.size())));
        }
        keys.add(words.subList(first, words.size()).stream().sorted().collect(Collectors.joining(" ")));
        // "7B" alone, left of a vendor's name, could be anyone's.
        keys.removeIf(key -> key.length() < SHORTEST);
        return List.copyOf(keys);
    }

    /** How many of the first words name a vendor, with at least one more behind them: "OpenAI gpt", "Z AI GLM". */
    private static int vendorWords(List<String> words) {
        for (int count = 2; count >= 1; count--) {
            if (words.size() > count && VENDORS.contains(String.join(" ", words.subList(0, count)))) {
                return count;
            }
        }
        return 0;
    }

    private static String key(String name) {
        return String.join("", words(name));
    }

    private static List<String> words(String name) {
        // "≤200k" marks a price step of the same model.
        var bare = name.substring(name.lastIndexOf('/') + 1).replaceAll("[≤<>]\\s*\\d+k", " ");
        var words = new ArrayList<>(
                List.of(Words.normal(bare).toLowerCase(Locale.ROOT).split(" ")));
        words.removeIf(word -> word.isEmpty() || word.equals("instruct"));
        if (words.size() > 1 && words.get(0).equals("meta") && words.get(1).equals("llama")) {
            words.removeFirst();
        }
        return words;
    }
}
