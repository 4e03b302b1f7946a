package dev.assay.executor.runner;

import dev.assay.contracts.json.AssayJson;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** Messages between executor and runner: 4 bytes length, JSON. */
final class Wire {

    /** Largest message: a plan carries all tests and inputs of a problem. */
    private static final int MAX_BYTES = 256 * 1024 * 1024;

    private Wire() {}

    static void write(SocketChannel channel, Object message) throws IOException {
        byte[] json = AssayJson.writeBytes(message);
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + json.length);
        frame.putInt(json.length).put(json).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    /** Reads the one message that the other side sends; throws {@link IOException} where it is none of that type. */
    static <T> T read(SocketChannel channel, Class<T> type) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
        int length = in.readInt();
        if (length < 0 || length > MAX_BYTES) {
            throw new IOException("a message of " + length + " bytes");
        }
        byte[] json = in.readNBytes(length);
        if (json.length < length) {
            throw new IOException("a message ended early");
        }
        try {
            return AssayJson.read(json, type);
        } catch (UncheckedIOException e) {
            throw new IOException("no " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }
}
