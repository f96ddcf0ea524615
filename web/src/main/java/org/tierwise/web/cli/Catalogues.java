package org.tierwise.web.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.reference.CatalogueException;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.catalog.reference.ReferenceCatalogue;

/** The catalogue that a command works on. */
final class Catalogues {
    private Catalogues() {}

    /** The shipped one, or the shipped one with the files of a folder in place of its own. */
    static ReferenceCatalogue read(@Nullable Path folder) {
        try {
            return folder == null ? CatalogueReader.shipped() : CatalogueReader.read(folder);
        } catch (CatalogueException e) {
            throw new BadUsage("The catalogue cannot be used.\n" + e.getMessage());
        }
    }
}
