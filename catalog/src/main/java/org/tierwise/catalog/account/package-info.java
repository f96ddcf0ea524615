/** People: accounts, memberships, sessions, invitations, keys of programs, and the limits on guessing. */
@NullMarked
package org.tierwise.catalog.account;

import org.jspecify.annotations.NullMarked;
