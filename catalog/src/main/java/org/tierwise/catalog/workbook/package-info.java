/**
 * Workbooks of Excel 2007 and later (.xlsx, ECMA-376 Office Open XML), read as text: each cell as a person sees it, but
 * with all its digits. Formulas are never evaluated; what they gave when the workbook was saved is what counts.
 *
 * <p>Workbooks come from strangers. Everything is bounded while it is read: the size when unzipped, the number of
 * parts, rows, columns and characters; document types and their entities are refused.
 */
@NullMarked
package org.tierwise.catalog.workbook;

import org.jspecify.annotations.NullMarked;
