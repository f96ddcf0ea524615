package org.tierwise.catalog.reference;

import java.util.List;

/** The sources and notices of the shipped data, for the page "About the data". */
public final class DataNotices {
    private static final String FILE = "notices.csv";

    private DataNotices() {}

    /** All notices in the order of the file. */
    public static List<DataNotice> shipped() {
        var tables = new CatalogueTables(CatalogueFiles.shipped());
        var notices = tables.read(FILE, List.of("title", "origin", "licence", "notice", "files"), row -> {
            String files = row.optional("files");
            return new DataNotice(
                    row.text("title"),
                    row.text("origin"),
                    row.text("licence"),
                    row.text("notice"),
                    files.isEmpty() ? List.of() : List.of(files.split(";", -1)));
        });
        tables.requireNoIssues();
        return notices;
    }
}
