/** The workloads of a workspace as they are stored: listed, filtered, counted, changed and imported. */
@NullMarked
package org.tierwise.catalog.estate;

import org.jspecify.annotations.NullMarked;
