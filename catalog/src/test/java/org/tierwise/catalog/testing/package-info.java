/** Databases for tests: a fresh H2 file, and a real PostgreSQL that the tests start themselves. */
@NullMarked
package org.tierwise.catalog.testing;

import org.jspecify.annotations.NullMarked;
