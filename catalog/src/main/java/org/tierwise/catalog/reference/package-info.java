/** The starter catalogue: one immutable snapshot of everything that is known of the world, read from the shipped files or from a folder. */
@NullMarked
package org.tierwise.catalog.reference;

import org.jspecify.annotations.NullMarked;
