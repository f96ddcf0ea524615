/**
 * Checks that what the database holds is what was stored: the chain of activities with its outside anchors, the plans,
 * and the inputs that they were solved from. Reads only.
 */
@NullMarked
package org.tierwise.catalog.verify;

import org.jspecify.annotations.NullMarked;
