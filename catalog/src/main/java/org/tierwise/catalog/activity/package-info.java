/** Who changed what and when, with what it was before. */
@NullMarked
package org.tierwise.catalog.activity;

import org.jspecify.annotations.NullMarked;
