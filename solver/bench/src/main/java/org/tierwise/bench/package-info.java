/**
 * The benchmark: reads instances of the literature, generates estates of the product's own shape, and runs Tierwise's
 * solver and its peers on them in turn. No part of the application.
 */
@NullMarked
package org.tierwise.bench;

import org.jspecify.annotations.NullMarked;
