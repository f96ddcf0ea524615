/** The command line: the root command and those that need no server. */
@NullMarked
package org.tierwise.web.cli;

import org.jspecify.annotations.NullMarked;
