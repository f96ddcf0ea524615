/**
 * The database: opened by {@code Database}, read and written only through {@code Tx}. Everything else is in the
 * packages below, one a subject.
 */
@NullMarked
package org.tierwise.catalog;

import org.jspecify.annotations.NullMarked;
