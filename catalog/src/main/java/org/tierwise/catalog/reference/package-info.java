/**
 * The starter catalogue: one immutable snapshot of everything that is known of the world, read from the shipped files or
 * from a folder that replaces some of them. Read {@link org.tierwise.catalog.reference.CatalogueReader} first, then the
 * SOURCE.md files beside the data. Files state facts; tiers, pools and estimated prices are derived from them here.
 */
@NullMarked
package org.tierwise.catalog.reference;

import org.jspecify.annotations.NullMarked;
