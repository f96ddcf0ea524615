/** What can serve: sites, accelerators, models, pools and managed offers. */
@NullMarked
package org.tierwise.catalog.capacity;

import org.jspecify.annotations.NullMarked;
