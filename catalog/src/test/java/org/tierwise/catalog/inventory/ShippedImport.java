package org.tierwise.catalog.inventory;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.taxonomy.Classifier;
import org.tierwise.catalog.taxonomy.Thresholds;

/** The import against the shipped catalogue, for tests. */
final class ShippedImport {
    static final ReferenceCatalogue CATALOGUE = CatalogueReader.shipped();
    static final ModelNames MODELS = new ModelNames(CATALOGUE.models(), CATALOGUE.offers());
    static final InventoryImport IMPORT = new InventoryImport(CATALOGUE);
    static final ClassifiedRows CLASSIFIED = new ClassifiedRows(new Classifier(Thresholds.DEFAULT), MODELS);

    private ShippedImport() {}

    static ImportPreview read(String text) {
        return IMPORT.read(text.getBytes(StandardCharsets.UTF_8), ImportOptions.DEFAULT);
    }

    static byte[] example(String name) {
        try (var stream = ShippedImport.class.getResourceAsStream("/inventories/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<NamedCsvRecord> records(byte[] csv) {
        return CsvReader.builder().ofNamedCsvRecord(new String(csv, StandardCharsets.UTF_8)).stream()
                .toList();
    }
}
