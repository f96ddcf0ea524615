/** Pages and API of workloads: the list with its facets, one workload, the form with its live classification. */
@NullMarked
package org.tierwise.web.workload;

import org.jspecify.annotations.NullMarked;
