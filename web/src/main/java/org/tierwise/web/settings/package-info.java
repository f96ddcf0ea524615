/** The assumptions of the models: shown with their sources, set differently, and reset. */
@NullMarked
package org.tierwise.web.settings;

import org.jspecify.annotations.NullMarked;
