package org.tierwise.catalog.reference;

import java.util.List;

/**
 * What a source asks to be shown with its data.
 *
 * @param title the source in a few words
 * @param origin where it was taken from, with version and date
 * @param licence short, such as "CC BY 4.0"; "facts" where the source states none
 * @param notice the attribution text
 * @param files files of the catalogue that hold its data; empty for data outside the catalogue, such as the map
 */
public record DataNotice(String title, String origin, String licence, String notice, List<String> files) {
    public DataNotice {
        files = List.copyOf(files);
    }
}
