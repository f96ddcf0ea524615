/** Work that outlives a request and a process: queued, claimed by one worker, picked up again after a crash. */
@NullMarked
package org.tierwise.catalog.job;

import org.jspecify.annotations.NullMarked;
