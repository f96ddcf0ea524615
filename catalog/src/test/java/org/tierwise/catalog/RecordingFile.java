package org.tierwise.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files named "moments:…" tell somebody of each moment at which a crash could stop their program: before and after each
 * write, and in the middle of it.
 */
public final class RecordingFile extends FilePathWrapper {
    private static final int PAGE = 4096;

    private static volatile Runnable moment = () -> {};

    /** Calls this at each moment from now on. */
    static void tell(Runnable listener) {
        FilePath.register(new RecordingFile());
        moment = listener;
    }

    @Override
    public String getScheme() {
        return "moments";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(super.open(mode));
    }

    private static final class Channel extends FileBaseDefault {
        private final FileChannel file;

        Channel(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            moment.run();
            if (source.remaining() > PAGE) {
                var half = source.duplicate();
                half.limit(half.position() + half.remaining() / 2 / PAGE * PAGE);
                int unused = file.write(half, position);
                moment.run();
            }
            int written = file.write(source, position);
            moment.run();
            return written;
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            moment.run();
            var unused = file.truncate(size);
            moment.run();
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public synchronized FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
