/** What a plan is asked to optimise, and the editable assumptions that stand in for missing facts. */
@NullMarked
package org.tierwise.catalog.policy;

import org.jspecify.annotations.NullMarked;
