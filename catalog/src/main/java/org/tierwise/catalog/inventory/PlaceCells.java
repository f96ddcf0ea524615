package org.tierwise.catalog.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tierwise.catalog.workload.DemandPoint;

/** Reads the cells that say where the users of a workload are. For the rows of one file. */
final class PlaceCells {
    private final DemandColumns demand;
    private final PlaceFinder places;
    private final DemandLocations locations;
    /** Places repeat from row to row; looking for similar names is the dearest part of an import. */
    private final Map<String, DemandLocations.Result> read = new HashMap<>();

    PlaceCells(DemandColumns demand, PlaceFinder places) {
        this.demand = demand;
        this.places = places;
        locations = new DemandLocations(places);
    }

    List<DemandPoint> points(Cells cells) {
        var text = demand.text(cells.row());
        var countryText = cells.text(Field.USER_COUNTRY);
        var country = countryText.isEmpty() ? null : places.country(countryText).orElse("");
        if (country != null && country.isEmpty()) {
            cells.issue(Field.USER_COUNTRY, IssueCode.LOCATION_NOT_FOUND, "is not a country", "Use a code such as DE.");
            return List.of();
        }
        var field = text.isEmpty() ? Field.USER_COUNTRY : Field.USER_LOCATION;
        var places = text.isEmpty() ? countryText : text;
        if (places.isEmpty()) {
            return List.of();
        }
        var inCountry = text.isEmpty() ? null : country;
        var result = read.computeIfAbsent(places + "\n" + inCountry, key -> locations.read(places, inCountry));
        for (var error : result.errors()) {
            cells.issue(field, error.code(), error.value(), error.problem(), error.suggestion());
        }
        for (var centre : result.countryCentres()) {
            cells.issue(
                    field,
                    IssueCode.DEFAULT_APPLIED,
                    centre.name(),
                    "is a country, so that its population-weighted centre is assumed",
                    "Name cities for a better prediction.");
        }
        if (result.scaled()) {
            cells.issue(field, IssueCode.VALUE_NORMALISED, "has shares that are scaled to 100 %", "");
        }
        checkCoordinates(cells, field, result);
        return result.points();
    }

    private void checkCoordinates(Cells cells, Field field, DemandLocations.Result result) {
        for (var point : result.points()) {
            var location = point.location();
            var isCoordinate = location.name().indexOf(',') > 0
                    && Character.isDigit(location.name().charAt(location.name().length() - 1));
            if (isCoordinate && !location.country().isEmpty()) {
                var actual = places.countryAt(location.at());
                if (actual.isPresent() && !actual.get().equals(location.country())) {
                    cells.issue(
                            field,
                            IssueCode.COORDINATE_COUNTRY_MISMATCH,
                            location.label(),
                            "lies near a city of " + actual.get(),
                            "Maybe latitude and longitude are swapped.");
                }
            }
        }
    }
}
