/** What the build itself does with the finished program: the licences and notices of what it ships. */
@NullMarked
package org.tierwise.web.build;

import org.jspecify.annotations.NullMarked;
