package org.tierwise.web.backup;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.backup.BackupException;
import org.tierwise.catalog.backup.Backups;

/** Makes a backup now, into the folder of the automatic ones. */
public final class BackupPages {
    private static final Logger LOG = LoggerFactory.getLogger(BackupPages.class);
    private static final String OPERATORS_PAGE = "/admin";

    private final Backups backups;

    public BackupPages(Backups backups) {
        this.backups = backups;
    }

    /** The page that follows tells the time of the last backup, or why it failed. */
    public void make(Context ctx) {
        var page = OPERATORS_PAGE;
        try {
            LOG.info("Backed up to {}.", backups.backUpNow().path());
            page += "?done=backup";
        } catch (BackupException e) {
            LOG.debug("The state of the backups tells what failed.", e);
        }
        ctx.redirect(page, HttpStatus.SEE_OTHER);
    }
}
