/** Money, price rows and purchase terms. */
@NullMarked
package org.tierwise.catalog.pricing;

import org.jspecify.annotations.NullMarked;
