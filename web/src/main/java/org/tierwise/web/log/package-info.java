/** How a line of the log is written: as text for people or JSON for machines, without secrets and foreign line breaks. */
@NullMarked
package org.tierwise.web.log;

import org.jspecify.annotations.NullMarked;
