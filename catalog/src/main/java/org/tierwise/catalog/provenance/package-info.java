/** Where a number comes from: its kind, source, date and band. */
@NullMarked
package org.tierwise.catalog.provenance;

import org.jspecify.annotations.NullMarked;
