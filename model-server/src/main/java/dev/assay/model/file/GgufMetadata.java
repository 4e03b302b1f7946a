package dev.assay.model.file;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The key-value pairs at the head of a GGUF file (version 2 or 3), arrays left out. */
public final class GgufMetadata {

    private static final int MAGIC = 0x46554747;
    private static final int LONGEST_STRING = 16 << 20;

    private final Map<String, Object> values;

    private GgufMetadata(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    /** @throws IOException where it is not such a file */
    public static GgufMetadata read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            return new Reader(in).read();
        }
    }

    public Optional<String> string(String key) {
        return Optional.ofNullable(values.get(key))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    public Optional<Long> number(String key) {
        return Optional.ofNullable(values.get(key))
                .filter(Long.class::isInstance)
                .map(Long.class::cast);
    }

    public Optional<Boolean> flag(String key) {
        return Optional.ofNullable(values.get(key))
                .filter(Boolean.class::isInstance)
                .map(Boolean.class::cast);
    }

    private static final class Reader {

        private final DataInputStream in;

        Reader(DataInputStream in) {
            this.in = in;
        }

        GgufMetadata read() throws IOException {
            if (int32() != MAGIC) {
                throw new IOException("it is not a GGUF file");
            }
            int version = int32();
            if (version < 2) {
                throw new IOException("it is GGUF of version " + version + " and 2 or newer is needed");
            }
            int64();
            long pairs = int64();
            Map<String, Object> values = new HashMap<>();
            for (long i = 0; i < pairs; i++) {
                String key = string();
                value(int32()).ifPresent(value -> values.put(key, value));
            }
            return new GgufMetadata(values);
        }

        private Optional<Object> value(int type) throws IOException {
            return switch (type) {
                case 0, 1 -> Optional.of((long) in.readByte());
                case 2, 3 -> Optional.of((long) Short.reverseBytes(in.readShort()));
                case 4 -> Optional.of(Integer.toUnsignedLong(int32()));
                case 5 -> Optional.of((long) int32());
                case 6 -> Optional.of((double) Float.intBitsToFloat(int32()));
                case 7 -> Optional.of(in.readByte() != 0);
                case 8 -> Optional.of(string());
                case 9 -> array();
                case 10, 11 -> Optional.of(int64());
                case 12 -> Optional.of(Double.longBitsToDouble(int64()));
                default -> throw new IOException("it has a value of the unknown type " + type);
            };
        }

        private Optional<Object> array() throws IOException {
            int type = int32();
            long length = int64();
            for (long i = 0; i < length; i++) {
                value(type);
            }
            return Optional.empty();
        }

        private String string() throws IOException {
            long length = int64();
            if (length < 0 || length > LONGEST_STRING) {
                throw new IOException("it has a string of " + length + " bytes");
            }
            return new String(in.readNBytes((int) length), StandardCharsets.UTF_8);
        }

        private int int32() throws IOException {
            return Integer.reverseBytes(in.readInt());
        }

        private long int64() throws IOException {
            return Long.reverseBytes(in.readLong());
        }
    }
}
