package org.tierwise.solver.problem;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tierwise.catalog.capacity.ManagedOffer;
import org.tierwise.catalog.capacity.Model;
import org.tierwise.catalog.inventory.ModelNames;

/**
 * What the model of a workload is served by: own accelerators, managed offers, or the offers of its successor. Names are
 * read as the import reads them. Immutable.
 */
final class ModelLookup {
    private static final Pattern CONTEXT_STEP = Pattern.compile("([≤>])\\s*(\\d+)k");
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)?");

    private final ModelNames names;
    private final List<ManagedOffer> managed;

    ModelLookup(List<Model> models, List<ManagedOffer> managed) {
        this.managed = List.copyOf(managed);
        names = new ModelNames(models, managed);
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
    record Closed(String name, boolean successor) implements Found {}

    /** @param nearest names that look most like it; may be empty */
    record Unknown(List<String> nearest) implements Found {}

    Found find(String name) {
        var match = names.find(name);
        if (match.isEmpty()) {
            return successor(name);
        }
        return match.get()
                .model()
                .<Found>map(Open::new)
                .orElseGet(() -> new Closed(match.get().offers().getFirst().modelName(), false));
    }

    /** Offers of the model with this name that take a context of so many tokens. */
    List<ManagedOffer> offers(String name, int contextTokens) {
        return names.find(name).stream()
                .flatMap(match -> match.offers().stream())
                .filter(offer -> takes(offer, contextTokens))
                .toList();
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
    private Found successor(String name) {
        var words = words(name);
        return managed.stream()
                .filter(offer -> !words.isEmpty()
                        && words(offer.modelId()).equals(words)
                        && version(offer.modelId()) >= version(name))
                .max(Comparator.comparingDouble((ManagedOffer offer) -> version(offer.modelId()))
                        .thenComparing(ManagedOffer::modelId))
                .<Found>map(offer -> new Closed(offer.modelName(), true))
                .orElseGet(() -> new Unknown(names.nearest(name)));
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
        var number = VERSION.matcher(name);
        return number.find() ? Double.parseDouble(number.group()) : 0;
    }
}
