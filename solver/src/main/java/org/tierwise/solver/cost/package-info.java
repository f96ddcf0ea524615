/** What it costs a month, by component. Catalogue records in, money with arithmetic out. */
@NullMarked
package org.tierwise.solver.cost;

import org.jspecify.annotations.NullMarked;
