/** What all pages and the API share: views, forms, access, forgery checks, headers, errors, paging. Knows no feature. */
@NullMarked
package org.tierwise.web.http;

import org.jspecify.annotations.NullMarked;
