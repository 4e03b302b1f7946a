package dev.assay.executor.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The first and the last part of what a program printed, and how much it was in all. Safe for use by several threads. */
public final class OutputCapture {

    private static final int KEPT_BYTES = 64 * 1024;
    private static final int HEAD_BYTES = KEPT_BYTES / 2;
    private static final int TAIL_BYTES = KEPT_BYTES - HEAD_BYTES;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final byte[] tail = new byte[TAIL_BYTES];
    private long tailBytes;
    private long total;
    private long kept;
    private boolean closed;

    /** Takes what was printed; returns how much it is in all. */
    public synchronized long add(byte[] bytes, int length) {
        total += length;
        if (closed) {
            return total;
        }
        kept += length;
        int toHead = Math.min(length, HEAD_BYTES - head.size());
        head.write(bytes, 0, toHead);
        for (int i = toHead; i < length; i++) {
            tail[(int) (tailBytes++ % TAIL_BYTES)] = bytes[i];
        }
        return total;
    }

    /** From here on what is printed is counted, and not kept: it could tell of hidden tests. */
    public synchronized void close() {
        closed = true;
    }

    /** Bytes printed, kept or not. */
    public synchronized long totalBytes() {
        return total;
    }

    /** Whether {@link #text} has a gap. */
    public synchronized boolean isClipped() {
        return kept > HEAD_BYTES + Math.min(tailBytes, TAIL_BYTES);
    }

    /** What was kept, as text; bytes that are no UTF-8 and NUL characters show as U+FFFD. */
    public synchronized String text() {
        int length = (int) Math.min(tailBytes, TAIL_BYTES);
        byte[] end = new byte[length];
        for (int i = 0; i < length; i++) {
            end[i] = tail[(int) ((tailBytes - length + i) % TAIL_BYTES)];
        }
        if (!isClipped()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(head.toByteArray());
            all.writeBytes(end);
            return decode(all.toByteArray());
        }
        long missing = kept - HEAD_BYTES - length;
        return decode(head.toByteArray()) + "\n… " + missing + " bytes left out …\n" + decode(end);
    }

    /** All of that at once. */
    public synchronized Printed printed() {
        return new Printed(text(), totalBytes(), isClipped());
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length)))
                    .toString()
                    .replace('\0', '\uFFFD');
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new IllegalStateException("a replacing decoder does not fail", e);
        }
    }
}
