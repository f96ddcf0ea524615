/** What keeps an installation running: health, metrics, and the page of the administrator. */
@NullMarked
package org.tierwise.web.operations;

import org.jspecify.annotations.NullMarked;
