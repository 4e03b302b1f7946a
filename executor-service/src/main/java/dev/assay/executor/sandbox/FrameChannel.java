package dev.assay.executor.sandbox;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Frames to and from a sandboxed program: 4 bytes length, 1 byte kind, 16 bytes call id, JSON. */
public final class FrameChannel {

    /** Bytes of a call id. */
    public static final int ID_BYTES = 16;

    /** Largest frame, but for the first ones that carry a whole task or answer. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final byte[] NO_ID = new byte[ID_BYTES];
    private static final int HEAD_BYTES = 1 + ID_BYTES;

    private final DataInputStream in;
    private final DataOutputStream out;

    public FrameChannel(SandboxProcess process) {
        this.in = new DataInputStream(process.fromProgram());
        this.out = new DataOutputStream(process.toProgram());
    }

    /** A frame; {@code json} is as it came. */
    public record Frame(char kind, byte[] id, byte[] json) {

        @Override
        public String toString() {
            return kind + " " + new String(json, StandardCharsets.UTF_8);
        }
    }

    /** The program no longer speaks as it should. */
    public static final class Broken extends IOException {

        /** In which way. */
        public enum Way {
            /** It ended, or closed the channel. */
            ENDED,
            /** It stopped within a frame. */
            PARTIAL,
            /** It announced a frame larger than is allowed. */
            OVERSIZED
        }

        private final transient Way way;

        Broken(Way way) {
            super("the channel broke: " + way);
            this.way = way;
        }

        public Way way() {
            return way;
        }
    }

    /** Reads the next frame, waiting for it. */
    public Frame read(int maxBytes) throws Broken {
        int length;
        try {
            int first = in.read();
            if (first < 0) {
                throw new Broken(Broken.Way.ENDED);
            }
            length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
        } catch (Broken e) {
            throw e;
        } catch (EOFException e) {
            throw new Broken(Broken.Way.PARTIAL);
        } catch (IOException e) {
            throw new Broken(Broken.Way.ENDED);
        }
        if (length < HEAD_BYTES || length > maxBytes) {
            throw new Broken(Broken.Way.OVERSIZED);
        }
        try {
            char kind = (char) in.readUnsignedByte();
            byte[] id = new byte[ID_BYTES];
            in.readFully(id);
            byte[] json = new byte[length - HEAD_BYTES];
            in.readFully(json);
            return new Frame(kind, id, json);
        } catch (IOException e) {
            throw new Broken(Broken.Way.PARTIAL);
        }
    }

    /** Sends a frame; where the program has ended, the next {@link #read} tells. */
    public void write(char kind, byte[] id, byte[] json) {
        try {
            out.writeInt(HEAD_BYTES + json.length);
            out.writeByte(kind);
            out.write(id);
            out.write(json);
            out.flush();
        } catch (IOException e) {
            // Its end says more than our failing to write to it.
        }
    }

    /** Sends a frame that belongs to no call. */
    public void write(char kind, byte[] json) {
        write(kind, NO_ID, json);
    }

    /** Whether anything is left that nobody asked for; to be called when the program has ended. */
    public boolean hasLeftovers() {
        try {
            return in.read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }
}
