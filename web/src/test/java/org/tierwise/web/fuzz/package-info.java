/** What the fuzzer of {@code bin/fuzz} drives; each target also runs in the build, with inputs that are always the same. */
@NullMarked
package org.tierwise.web.fuzz;

import org.jspecify.annotations.NullMarked;
