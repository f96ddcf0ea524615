/** Importing an inventory: upload, dry run, confirmation, and the rejected rows as a file; pages and API. */
@NullMarked
package org.tierwise.web.inventory;

import org.jspecify.annotations.NullMarked;
