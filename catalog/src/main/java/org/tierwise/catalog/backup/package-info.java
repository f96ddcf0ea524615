/**
 * Backups and moves of a whole database: what a backup file holds, how it is written, checked and put back, and the
 * automatic ones of a running server. It knows no table by name but that of the plans; it asks the database for them.
 */
@NullMarked
package org.tierwise.catalog.backup;

import org.jspecify.annotations.NullMarked;
