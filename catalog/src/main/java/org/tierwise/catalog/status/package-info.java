/** What an administrator and the metrics want to know of the whole installation, across workspaces. Counts only. */
@NullMarked
package org.tierwise.catalog.status;

import org.jspecify.annotations.NullMarked;
