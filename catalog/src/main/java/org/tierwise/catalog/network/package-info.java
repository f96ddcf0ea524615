/** Round-trip times: published and measured rows and the backbone graph. The model itself lives in the solver. */
@NullMarked
package org.tierwise.catalog.network;

import org.jspecify.annotations.NullMarked;
