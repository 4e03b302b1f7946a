package dev.assay.executor.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** A classic BPF program over {@code struct seccomp_data}, written as checks that return early. */
final class BpfProgram {

    private static final short LOAD_WORD = 0x20;
    private static final short JUMP_EQUAL = 0x15;
    private static final short JUMP_AT_LEAST = 0x35;
    private static final short JUMP_ANY_BIT = 0x45;
    private static final short RETURN = 0x06;

    private static final int NUMBER_OFFSET = 0;
    private static final int ARCHITECTURE_OFFSET = 4;
    private static final int ARGUMENTS_OFFSET = 16;
    private static final int ARGUMENT_BYTES = 8;
    private static final int INSTRUCTION_BYTES = 8;
    private static final int FARTHEST_JUMP = 255;

    private final ByteArrayOutputStream instructions = new ByteArrayOutputStream();

    void loadNumber() {
        add(LOAD_WORD, 0, 0, NUMBER_OFFSET);
    }

    void loadArchitecture() {
        add(LOAD_WORD, 0, 0, ARCHITECTURE_OFFSET);
    }

    void ifEqual(int value, int result) {
        add(JUMP_EQUAL, 0, 1, value);
        end(result);
    }

    void unlessEqual(int value, int result) {
        add(JUMP_EQUAL, 1, 0, value);
        end(result);
    }

    void ifAtLeast(int value, int result) {
        add(JUMP_AT_LEAST, 0, 1, value);
        end(result);
    }

    void ifAnyBit(int mask, int result) {
        add(JUMP_ANY_BIT, 0, 1, mask);
        end(result);
    }

    void end(int result) {
        add(RETURN, 0, 0, result);
    }

    /**
     * Where the loaded call number is {@code number}: loads the low word of an argument, runs the checks over it, and
     * loads the number again. The kernel takes the arguments that are inspected here as 32-bit values.
     */
    void inspect(int number, int argument, Consumer<BpfProgram> checks) {
        BpfProgram body = new BpfProgram();
        body.add(LOAD_WORD, 0, 0, ARGUMENTS_OFFSET + argument * ARGUMENT_BYTES);
        checks.accept(body);
        body.loadNumber();
        int length = body.instructions.size() / INSTRUCTION_BYTES;
        if (length > FARTHEST_JUMP) {
            throw new IllegalArgumentException("too many checks for one jump");
        }
        add(JUMP_EQUAL, 0, length, number);
        instructions.writeBytes(body.bytes());
    }

    byte[] bytes() {
        return instructions.toByteArray();
    }

    private void add(short code, int jumpIfTrue, int jumpIfFalse, int operand) {
        instructions.writeBytes(ByteBuffer.allocate(INSTRUCTION_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(code)
                .put((byte) jumpIfTrue)
                .put((byte) jumpIfFalse)
                .putInt(operand)
                .array());
    }
}
