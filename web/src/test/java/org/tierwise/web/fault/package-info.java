/** What happens to the real program when processes, servers and networks fail. */
@NullMarked
package org.tierwise.web.fault;

import org.jspecify.annotations.NullMarked;
