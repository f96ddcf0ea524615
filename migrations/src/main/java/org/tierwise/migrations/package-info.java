/** The schema: its migrations, how they are applied, and the generator of the jOOQ classes. No queries. */
@NullMarked
package org.tierwise.migrations;

import org.jspecify.annotations.NullMarked;
