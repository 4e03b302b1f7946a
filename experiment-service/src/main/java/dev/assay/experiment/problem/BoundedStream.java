package dev.assay.experiment.problem;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails when it is longer than it may be. */
final class BoundedStream extends FilterInputStream {

    private final long most;
    private long read;

    /** More came than may. */
    static final class TooLarge extends IOException {}

    BoundedStream(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) throws TooLarge {
        read += more;
        if (read > most) {
            throw new TooLarge();
        }
    }
}
