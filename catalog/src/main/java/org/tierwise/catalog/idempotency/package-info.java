/** Requests of programs that may be sent twice and are carried out once. */
@NullMarked
package org.tierwise.catalog.idempotency;

import org.jspecify.annotations.NullMarked;
