/** The start page and the pages that explain: help and notices of the data. */
@NullMarked
package org.tierwise.web.overview;

import org.jspecify.annotations.NullMarked;
