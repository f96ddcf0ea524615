/** A backup on the wish of the operator. How backups are is told by the page for operators. */
@NullMarked
package org.tierwise.web.backup;

import org.jspecify.annotations.NullMarked;
