/** The program: App wires it, Routes lists every URL with its role, Settings holds what the command line decides. Handlers live in the feature packages. */
@NullMarked
package org.tierwise.web;

import org.jspecify.annotations.NullMarked;
