/** Who changed what: the log of a workspace and of the installation, as pages, files and API. */
@NullMarked
package org.tierwise.web.activity;

import org.jspecify.annotations.NullMarked;
