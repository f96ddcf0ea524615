package org.tierwise.catalog.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.geo.City;
import org.tierwise.catalog.geo.Country;
import org.tierwise.catalog.geo.Gazetteer;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.workload.UserLocation;

/**
 * Finds the place that a name means: a city, another spelling of a city, an airport code, a country code or name, or
 * coordinates, in this order. Names are compared without accents, case and punctuation. Immutable.
 */
public final class PlaceFinder {
    /** What a name turned out to mean. */
    public sealed interface Place {
        /** @param countryCentre true if only a country is known and its population-weighted centre stands for it */
        record Found(UserLocation location, boolean countryCentre) implements Place {}

        /** The name exists in several countries. */
        record Ambiguous(List<UserLocation> candidates) implements Place {}

        /** @param near places with a similar name, most similar first; may be empty */
        record Unknown(List<UserLocation> near) implements Place {}
    }

    private static final Pattern COORDINATES = Pattern.compile(
            "^\\(?\\s{0,3}([-−+]?\\d{1,3}(?:\\.\\d+)?)\\s{0,3}[,/ ]\\s{0,3}([-−+]?\\d{1,3}(?:\\.\\d+)?)\\s{0,3}\\)?(?:\\s{0,3},?\\s{0,3}\\(?([A-Za-z]{2})\\)?)?$");
    private static final Pattern IATA = Pattern.compile("[A-Z]{3}");
    private static final int SUGGESTIONS = 3;

    private final Map<String, List<City>> cities = new HashMap<>();
    private final Map<String, List<City>> aliases = new HashMap<>();
    private final Map<String, City> airports;
    private final Map<String, Country> countries = new HashMap<>();
    private final Map<String, Country> countryNames = new HashMap<>();

    public PlaceFinder(Gazetteer gazetteer) {
        var byId = new HashMap<Long, City>();
        for (var city : gazetteer.cities()) {
            byId.put(city.id(), city);
            cities.computeIfAbsent(Words.normal(city.name()), name -> new ArrayList<>())
                    .add(city);
        }
        gazetteer.aliases().forEach((alias, id) -> {
            var city = byId.get(id);
            if (city != null) {
                aliases.computeIfAbsent(Words.normal(alias), name -> new ArrayList<>())
                        .add(city);
            }
        });
        airports = gazetteer.airports();
        gazetteer.countries().forEach(this::addCountry);
    }

    private void addCountry(Country country) {
        countries.put(country.iso2(), country);
        countries.put(country.iso3(), country);
        countryNames.put(Words.normal(country.name()), country);
        var locale = Locale.of("", country.iso2());
        for (var language : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            countryNames.putIfAbsent(Words.normal(locale.getDisplayCountry(language)), country);
        }
        switch (country.iso2()) {
            case "GB" ->
                List.of("uk", "great britain", "england", "scotland", "grossbritannien")
                        .forEach(name -> countryNames.put(name, country));
            case "US" ->
                List.of("usa", "u s a", "u s", "america", "united states of america")
                        .forEach(name -> countryNames.put(name, country));
            case "NL" -> List.of("holland", "the netherlands").forEach(name -> countryNames.put(name, country));
            case "CZ" -> countryNames.put("czech republic", country);
            case "KR" -> countryNames.put("korea", country);
            default -> {}
        }
    }

    /** The country of a code (in any case) or of a name. */
    public Optional<String> country(String codeOrName) {
        var code = codeOrName.strip().toUpperCase(Locale.ROOT);
        var country = countries.containsKey(code) ? countries.get(code) : countryNames.get(Words.normal(codeOrName));
        return Optional.ofNullable(country).map(Country::iso2);
    }

    /** Finds "Berlin", "London, GB", "Valencia (ES)", "Manila PH", "FRA", "DE", "Poland" or "48.14,11.58". */
    public Place find(String text) {
        var name = text.strip();
        var coordinates = coordinates(name);
        if (coordinates != null) {
            return coordinates;
        }
        var whole = find(name, null);
        if (!(whole instanceof Place.Unknown)) {
            return whole;
        }
        var split = splitCountry(name);
        return split == null ? whole : find(split.name(), split.country());
    }

    /** Finds a place in a given country; a null country allows all. */
    public Place find(String name, @Nullable String country) {
        var normal = Words.normal(name);
        var found = normal.isEmpty() ? List.<City>of() : inCountry(cities.get(normal), country);
        if (found.isEmpty()) {
            found = inCountry(aliases.get(normal), country);
        }
        if (!found.isEmpty()) {
            return found.size() == 1
                    ? new Place.Found(location(found.getFirst()), false)
                    : new Place.Ambiguous(
                            found.stream().map(PlaceFinder::location).toList());
        }
        var airport = IATA.matcher(name).matches() ? airports.get(name) : null;
        if (airport != null && (country == null || airport.country().equals(country))) {
            return new Place.Found(location(airport), false);
        }
        var wholeCountry = country == null ? wholeCountry(name, normal) : null;
        return wholeCountry == null ? new Place.Unknown(near(normal, country)) : wholeCountry;
    }

    private @Nullable Place wholeCountry(String name, String normal) {
        // Codes in capitals only, so that "in" is no country.
        var country = name.equals(name.toUpperCase(Locale.ROOT)) ? countries.get(name) : null;
        if (country == null) {
            country = countryNames.get(normal);
        }
        return country == null
                ? null
                : new Place.Found(new UserLocation(country.name(), country.iso2(), country.centre()), true);
    }

    /** One city per country, the most populous; the most populous country first. */
    private static List<City> inCountry(@Nullable Collection<City> named, @Nullable String country) {
        if (named == null) {
            return List.of();
        }
        var largest = new LinkedHashMap<String, City>();
        named.stream()
                .filter(city -> country == null || city.country().equals(country))
                .sorted(Comparator.comparingLong(City::population).reversed())
                .forEach(city -> largest.putIfAbsent(city.country(), city));
        return List.copyOf(largest.values());
    }

    private record NameAndCountry(String name, String country) {}

    private @Nullable NameAndCountry splitCountry(String text) {
        var bracket = text.endsWith(")") ? text.lastIndexOf('(') : -1;
        int comma = text.lastIndexOf(',');
        int space = text.lastIndexOf(' ');
        if (bracket > 0) {
            return named(text.substring(0, bracket), text.substring(bracket + 1, text.length() - 1));
        } else if (comma > 0) {
            return named(text.substring(0, comma), text.substring(comma + 1));
        }
        var last = text.substring(space + 1);
        return space > 0 && last.matches("[A-Z]{2,3}") ? named(text.substring(0, space), last) : null;
    }

    private @Nullable NameAndCountry named(String name, String countryText) {
        var code = country(countryText);
        return code.isEmpty() || name.isBlank() ? null : new NameAndCountry(name.strip(), code.get());
    }

    private @Nullable Place coordinates(String text) {
        var match = COORDINATES.matcher(text);
        if (!match.matches()) {
            return null;
        }
        double lat = Double.parseDouble(match.group(1).replace('−', '-'));
        double lon = Double.parseDouble(match.group(2).replace('−', '-'));
        if (Math.abs(lat) > 90 || Math.abs(lon) > 180) {
            return new Place.Unknown(List.of());
        }
        var code = match.group(3) == null ? "" : country(match.group(3)).orElse("");
        return new Place.Found(
                new UserLocation(match.group(1) + "," + match.group(2), code, new GeoPoint(lat, lon)), false);
    }

    /** The country of the nearest city within 50 km; empty where there is none. */
    Optional<String> countryAt(GeoPoint point) {
        return cities.values().stream()
                .flatMap(List::stream)
                .map(city -> Map.entry(city.at().kmTo(point), city.country()))
                .min(Map.Entry.comparingByKey())
                .filter(nearest -> nearest.getKey() <= 50)
                .map(Map.Entry::getValue);
    }

    private List<UserLocation> near(String normal, @Nullable String country) {
        if (normal.length() < 3 || normal.length() > 60 || normal.chars().noneMatch(Character::isLetter)) {
            return List.of();
        }
        int most = Math.max(1, Math.min(3, normal.length() / 4 + 1));
        record Near(City city, int distance) {}
        return java.util.stream.Stream.concat(cities.entrySet().stream(), aliases.entrySet().stream())
                .map(entry -> Map.entry(entry.getValue(), EditDistance.between(entry.getKey(), normal, most)))
                .filter(entry -> entry.getValue() <= most)
                .flatMap(entry ->
                        inCountry(entry.getKey(), country).stream().map(city -> new Near(city, entry.getValue())))
                .sorted(Comparator.comparingInt(Near::distance)
                        .thenComparing(Comparator.comparingLong(
                                        (Near near) -> near.city().population())
                                .reversed()))
                .map(near -> location(near.city()))
                .distinct()
                .limit(SUGGESTIONS)
                .toList();
    }

    private static UserLocation location(City city) {
        return new UserLocation(city.name(), city.country(), city.at());
    }
}
