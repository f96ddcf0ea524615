/** Asking for a plan and watching it being solved: the form, live progress, stop and keep best. */
@NullMarked
package org.tierwise.web.run;

import org.jspecify.annotations.NullMarked;
