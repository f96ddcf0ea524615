package org.tierwise.catalog.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.tierwise.catalog.geo.Gazetteer;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.taxonomy.Classifier;
import org.tierwise.catalog.taxonomy.Thresholds;

/**
 * Reads an inventory file and says for each row what it would become. Stores nothing. Can be shared between threads.
 */
public final class InventoryImport {
    private final PlaceFinder places;
    private final Residency residency;
    private final ModelNames models;
    private final Classifier classifier;
    private final HeaderMatcher headers = new HeaderMatcher();
    private final InventoryReader reader = new InventoryReader(headers);

    public InventoryImport(Gazetteer gazetteer, ModelNames models, Classifier classifier) {
        this.places = new PlaceFinder(gazetteer);
        this.residency = new Residency(gazetteer);
        this.models = models;
        this.classifier = classifier;
    }

    /** An import against a catalogue with the default thresholds. */
    public InventoryImport(ReferenceCatalogue catalogue) {
        this(
                catalogue.gazetteer(),
                new ModelNames(catalogue.models(), catalogue.offers()),
                new Classifier(Thresholds.DEFAULT));
    }

    /** The places of this import, for forms that read places in the same way. */
    public PlaceFinder places() {
        return places;
    }

    /**
     * Reads a stream to its end or to the largest file that is let in.
     *
     * @throws InventoryException if the whole file cannot be imported
     */
    public ImportPreview read(InputStream stream, ImportOptions options) throws IOException {
        return read(InventoryReader.bytes(stream), options);
    }

    /**
     * Reads a file.
     *
     * @throws InventoryException if the whole file cannot be imported
     */
    public ImportPreview read(byte[] bytes, ImportOptions options) {
        var file = reader.read(bytes, options);
        var mappings = headers.map(file.header().cells(), options.columns()).stream()
                .map(this::placeOrSame)
                .toList();
        if (mappings.stream().allMatch(mapping -> mapping.field() == null)) {
            throw new InventoryException(
                    InventoryException.Kind.NOT_READABLE,
                    "None of the " + mappings.size() + " columns of the file is known.",
                    "Name at least the columns name, purpose and latency_budget.");
        }
        var columns = Columns.of(mappings, file.rows(), file.format().delimiter(), options.decimalSigns());
        var parser = new RowParser(
                columns, options, DemandColumns.of(columns, file.rows()), places, residency, models, classifier);
        var rows = file.rows().stream().map(parser::parse).toList();
        return new ImportPreview(
                file.format(), file.header().number(), columns.mappings(), notes(file.notes(), columns), rows);
    }

    /** A column "demand_Berlin" holds the share of Berlin. */
    private ColumnMapping placeOrSame(ColumnMapping column) {
        var place = DemandColumns.place(column.header());
        return column.field() == null && !place.isEmpty() && places.find(place) instanceof PlaceFinder.Place.Found
                ? column.asPlace()
                : column;
    }

    private static List<Issue> notes(List<Issue> ofFile, Columns columns) {
        var notes = new ArrayList<>(ofFile);
        for (var column : columns.custom()) {
            var candidate = column.candidate();
            var suggestion =
                    candidate == null ? "" : "Maybe it is " + candidate.column() + ": choose it for this column.";
            notes.add(new Issue(
                    0,
                    0,
                    "",
                    column.header(),
                    IssueCode.COLUMN_KEPT,
                    "",
                    "The column (" + column.header() + ") is not known and is kept as a custom attribute. "
                            + suggestion,
                    suggestion));
        }
        return notes;
    }
}
