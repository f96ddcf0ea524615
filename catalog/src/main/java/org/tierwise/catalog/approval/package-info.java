/** What people decide about plans, and what a plan therefore is: a draft, approved, superseded. */
@NullMarked
package org.tierwise.catalog.approval;

import org.jspecify.annotations.NullMarked;
