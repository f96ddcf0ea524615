/** Signing in, one's own account, the members of a workspace, and all accounts of the installation. */
@NullMarked
package org.tierwise.web.account;

import org.jspecify.annotations.NullMarked;
