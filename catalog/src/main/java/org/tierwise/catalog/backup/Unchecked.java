package org.tierwise.catalog.backup;

import java.io.IOException;
import java.io.UncheckedIOException;

/** For functions that must not throw checked exceptions. */
final class Unchecked {
    private Unchecked() {}

    /** Something that reads or writes. */
    interface Io<T> {
        T run() throws IOException;
    }

    static <T> T io(Io<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
