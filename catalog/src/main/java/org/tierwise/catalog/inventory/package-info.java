/** From the bytes of an inventory file to workloads, or to what is wrong with each row. Needs no HTTP and no database. */
@NullMarked
package org.tierwise.catalog.inventory;

import org.jspecify.annotations.NullMarked;
