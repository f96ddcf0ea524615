package org.tierwise.catalog.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.workload.DemandPoint;
import org.tierwise.catalog.workload.UserLocation;

/**
 * Reads where users are: "Berlin:60%; Madrid:40%". Places are separated by semicolons, bars or line breaks; without
 * shares all get the same. Shares of 95 to 105 % in sum are scaled to 100 %.
 */
public final class DemandLocations {
    /**
     * What was read. Without errors the points are complete.
     *
     * @param countryCentres places of which only the country is known
     * @param scaled true if the shares were scaled to 100 %
     */
    public record Result(
            List<DemandPoint> points, List<Trouble> errors, List<UserLocation> countryCentres, boolean scaled) {
        public Result {
            points = List.copyOf(points);
            errors = List.copyOf(errors);
            countryCentres = List.copyOf(countryCentres);
        }
    }

    /**
     * @param value the item as written
     * @param problem a clause: "is not a known place"
     */
    public record Trouble(IssueCode code, String value, String problem, String suggestion) {}

    private record Item(String place, @Nullable Double share, boolean percent) {}

    private static final Pattern SEPARATOR = Pattern.compile("[;|\\r\\n]+");
    private static final Pattern SHARE = Pattern.compile(
            "^(?<place>.*?[^\\s:])(?:\\s*:\\s*|\\s+)(?<share>\\d{1,3}(?:[.,]\\d{1,6})?)\\s*(?<percent>%?)$");
    private static final Pattern COORDINATES = Pattern.compile(
            "^(?<place>\\(?\\s*[-−+]?\\d{1,3}(?:\\.\\d+)?\\s*[,/]\\s*[-−+]?\\d{1,3}(?:\\.\\d+)?\\s*\\)?(?:\\s*,?\\s*\\(?[A-Za-z]{2}\\)?)?)"
                    + "(?:(?:\\s*:\\s*|\\s+)(?<share>\\d{1,3}(?:[.,]\\d{1,6})?)\\s*(?<percent>%?))?$");
    private static final int MOST_PLACES = 200;

    private final PlaceFinder places;

    public DemandLocations(PlaceFinder places) {
        this.places = places;
    }

    /** Reads a list of places. */
    public Result read(String text) {
        return read(text, null);
    }

    /** Reads a list of places that all are in one country, if it is given. */
    public Result read(String text, @Nullable String country) {
        var errors = new ArrayList<Trouble>();
        var centres = new ArrayList<UserLocation>();
        var items = items(text);
        if (items.size() > MOST_PLACES) {
            errors.add(new Trouble(
                    IssueCode.VALUE_OUT_OF_RANGE,
                    Excerpt.of(text),
                    "has " + items.size() + " places, at most " + MOST_PLACES + " are read",
                    "Sum up small places by country."));
            return new Result(List.of(), errors, centres, false);
        }
        var shares = shares(items, text, errors);
        var points = new LinkedHashMap<UserLocation, Double>();
        for (int i = 0; i < items.size(); i++) {
            var found = find(items.get(i).place(), country, errors);
            if (found != null && shares.size() == items.size() && shares.get(i) > 0) {
                points.merge(found.location(), shares.get(i), Double::sum);
                if (found.countryCentre()) {
                    centres.add(found.location());
                }
            }
        }
        var demand = errors.isEmpty()
                ? points.entrySet().stream()
                        .map(point -> new DemandPoint(point.getKey(), Math.min(1, point.getValue())))
                        .toList()
                : List.<DemandPoint>of();
        return new Result(demand, errors, centres, errors.isEmpty() && isScaled(items));
    }

    private static List<Item> items(String text) {
        var items = new ArrayList<Item>();
        for (var part : SEPARATOR.split(text)) {
            var item = part.strip();
            if (!item.isEmpty()) {
                items.add(item(item));
            }
        }
        return items;
    }

    private static Item item(String text) {
        for (var pattern : List.of(COORDINATES, SHARE)) {
            var match = pattern.matcher(text);
            if (match.matches()) {
                var share = match.group("share");
                return new Item(
                        match.group("place").strip(),
                        share == null ? null : (Double) Double.parseDouble(share.replace(',', '.')),
                        "%".equals(match.group("percent")));
            }
        }
        return new Item(
                text.endsWith(":") ? text.substring(0, text.length() - 1).strip() : text, null, false);
    }

    /** Fractions of 1 in the order of the items; empty with an error if they do not add up. */
    private static List<Double> shares(List<Item> items, String text, List<Trouble> errors) {
        long given = items.stream().filter(item -> item.share() != null).count();
        if (given == 0) {
            return items.stream().map(item -> 1.0 / items.size()).toList();
        }
        double sum = sum(items);
        boolean complete = given == items.size();
        if (complete && (isPercent(items, sum) || isFraction(items, sum))) {
            return items.stream()
                    .map(item -> item.share() == null ? 0 : item.share() / sum)
                    .toList();
        }
        errors.add(new Trouble(
                IssueCode.SHARE_SUM,
                Excerpt.of(text),
                complete
                        ? "has shares that add to " + Significant.format(sum) + ", not to 100 %"
                        : "has a share at some places only",
                "Give every place a share, so that they add to 100 %, or none."));
        return List.of();
    }

    private static double sum(List<Item> items) {
        return items.stream()
                .mapToDouble(item -> item.share() == null ? 0 : item.share())
                .sum();
    }

    private static boolean isPercent(List<Item> items, double sum) {
        return sum >= 95 - 1e-9 && sum <= 105 + 1e-9;
    }

    private static boolean isFraction(List<Item> items, double sum) {
        return items.stream().noneMatch(Item::percent) && sum >= 0.95 - 1e-9 && sum <= 1.05 + 1e-9;
    }

    private static boolean isScaled(List<Item> items) {
        double sum = sum(items);
        return sum > 0 && Math.abs(sum - 100) > 1e-6 && Math.abs(sum - 1) > 1e-6;
    }

    private PlaceFinder.Place.@Nullable Found find(String name, @Nullable String country, List<Trouble> errors) {
        var place = country == null ? places.find(name) : places.find(name, country);
        switch (place) {
            case PlaceFinder.Place.Found found -> {
                return found;
            }
            case PlaceFinder.Place.Ambiguous ambiguous ->
                errors.add(new Trouble(
                        IssueCode.LOCATION_AMBIGUOUS,
                        Excerpt.of(name),
                        "exists in " + ambiguous.candidates().size() + " countries",
                        "Did you mean " + list(ambiguous.candidates()) + "?"));
            case PlaceFinder.Place.Unknown unknown -> errors.add(unknown(name, unknown.near()));
        }
        return null;
    }

    private Trouble unknown(String name, List<UserLocation> near) {
        if (name.chars().noneMatch(Character::isLetter)) {
            return new Trouble(
                    IssueCode.LOCATION_NOT_FOUND,
                    Excerpt.of(name),
                    "is a number where a place should be",
                    "Write a city with its country, such as Berlin, DE, or latitude,longitude. Maybe the columns are shifted.");
        }
        var parts = name.split(",");
        var several = parts.length > 1
                && java.util.Arrays.stream(parts)
                        .allMatch(part -> places.find(part) instanceof PlaceFinder.Place.Found);
        var suggestion = several
                ? "Separate places by semicolons: " + String.join("; ", parts).replaceAll("\\s+", " ")
                : near.isEmpty()
                        ? "Write a larger city nearby with its country, such as Berlin, DE, or latitude,longitude."
                        : "Did you mean " + list(near) + "?";
        return new Trouble(IssueCode.LOCATION_NOT_FOUND, Excerpt.of(name), "is not a known place", suggestion);
    }

    private static String list(List<UserLocation> locations) {
        return locations.stream()
                .limit(5)
                .map(location -> location.name() + ", " + location.country())
                .reduce((a, b) -> a + " or " + b)
                .orElse("");
    }
}
