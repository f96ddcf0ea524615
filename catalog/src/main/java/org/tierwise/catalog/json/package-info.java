/** How records are written as JSON and read again: one way for stored documents, exports and hashes. */
@NullMarked
package org.tierwise.catalog.json;

import org.jspecify.annotations.NullMarked;
