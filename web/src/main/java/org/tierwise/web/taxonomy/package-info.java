/** The overview of the taxonomy: classes with counts, the decision table, and what needs a look. */
@NullMarked
package org.tierwise.web.taxonomy;

import org.jspecify.annotations.NullMarked;
