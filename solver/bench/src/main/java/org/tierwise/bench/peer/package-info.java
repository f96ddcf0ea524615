/** Tierwise and its peers behind one interface, each with the fairest configuration that we know. */
@NullMarked
package org.tierwise.bench.peer;

import org.jspecify.annotations.NullMarked;
