package dev.assay.dataset.importing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** A stream that refuses to give more than a number of bytes; the number can be moved on as reading goes on. */
final class BoundedStream extends FilterInputStream {

    private final Supplier<RefusedImport.TooLarge> refusal;
    private long read;
    private long limit;

    BoundedStream(InputStream in, long limit, Supplier<RefusedImport.TooLarge> refusal) {
        super(in);
        this.limit = limit;
        this.refusal = refusal;
    }

    /** Lets {@code bytes} more be read from here on. */
    void allow(long bytes) {
        limit = read + bytes;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        count(skipped);
        return skipped;
    }

    private void count(long bytes) {
        read += bytes;
        if (read > limit) {
            throw refusal.get();
        }
    }
}
