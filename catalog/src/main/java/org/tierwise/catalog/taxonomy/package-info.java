/** Which class a workload has and why: the decision table as pure code, with thresholds as data. Knows no catalogue and no database. */
@NullMarked
package org.tierwise.catalog.taxonomy;

import org.jspecify.annotations.NullMarked;
