/** Pages and API of the sites: the map with its table, one site with its capacity and prices, measured round trips. */
@NullMarked
package org.tierwise.web.capacity;

import org.jspecify.annotations.NullMarked;
