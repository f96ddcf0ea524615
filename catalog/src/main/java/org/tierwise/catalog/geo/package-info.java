/** Places: coordinates, cities, countries, residency blocs, and how a written place name is found. */
@NullMarked
package org.tierwise.catalog.geo;

import org.jspecify.annotations.NullMarked;
