/** The plan on pages and in the API: summary, map, placements, explanations, bill of materials, inputs. Files are made in web.export. */
@NullMarked
package org.tierwise.web.plan;

import org.jspecify.annotations.NullMarked;
