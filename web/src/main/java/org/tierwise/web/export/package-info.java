/** A plan as a file: CSV, XLSX, JSON and PDF, each made from the plan record alone, with sums that agree to the cent. */
@NullMarked
package org.tierwise.web.export;

import org.jspecify.annotations.NullMarked;
