package org.tierwise.catalog;

import org.jspecify.annotations.Nullable;

/** The connection broke while a change was being confirmed: it may be kept or not. Nobody may say that it was kept. */
public final class OutcomeUnknownException extends StorageException {
    private static final long serialVersionUID = 1;

    OutcomeUnknownException(@Nullable Throwable cause) {
        super(
                "The database failed while it stored the last change, and it is not known whether the change was kept."
                        + " Look whether it is there before you repeat it.",
                cause);
    }
}
