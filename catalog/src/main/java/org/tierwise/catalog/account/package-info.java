/** Who is signed in. */
@NullMarked
package org.tierwise.catalog.account;

import org.jspecify.annotations.NullMarked;
