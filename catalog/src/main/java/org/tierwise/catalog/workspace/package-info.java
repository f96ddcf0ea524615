/** A workspace: the room that everything a user owns belongs to. */
@NullMarked
package org.tierwise.catalog.workspace;

import org.jspecify.annotations.NullMarked;
