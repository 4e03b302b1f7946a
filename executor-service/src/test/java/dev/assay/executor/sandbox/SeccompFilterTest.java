package dev.assay.executor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeccompFilterTest {

    private static final int ALLOW = 0x7fff0000;
    private static final int KILL = 0x80000000;
    private static final int EPERM = 0x00050001;
    private static final int ENOSYS = 0x00050026;
    private static final int EAFNOSUPPORT = 0x00050061;

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void what_no_program_needs_is_refused(Architecture architecture) {
        for (SystemCall call : new SystemCall[] {
            SystemCall.MOUNT, SystemCall.UNSHARE, SystemCall.PTRACE, SystemCall.BPF, SystemCall.CLOCK_SETTIME
        }) {
            assertThat(decide(architecture, call.number(architecture)))
                    .as("%s", call)
                    .isEqualTo(EPERM);
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void calls_that_hide_their_arguments_do_not_exist(Architecture architecture) {
        assertThat(decide(architecture, SystemCall.CLONE3.number(architecture))).isEqualTo(ENOSYS);
        assertThat(decide(architecture, SystemCall.IO_URING_SETUP.number(architecture)))
                .isEqualTo(ENOSYS);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void only_local_and_internet_sockets_open(Architecture architecture) {
        int socket = SystemCall.SOCKET.number(architecture);
        assertThat(decide(architecture, socket, 1)).isEqualTo(ALLOW);
        assertThat(decide(architecture, socket, 2)).isEqualTo(ALLOW);
        assertThat(decide(architecture, socket, 10)).isEqualTo(ALLOW);
        for (int family : new int[] {0, 3, 16, 17, 38, 40, 44}) {
            assertThat(decide(architecture, socket, family)).isEqualTo(EAFNOSUPPORT);
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void a_fork_is_allowed_and_a_new_namespace_is_not(Architecture architecture) {
        int clone = SystemCall.CLONE.number(architecture);
        assertThat(decide(architecture, clone, 0x01200011)).isEqualTo(ALLOW);
        for (int flag : new int[] {0x20000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000}) {
            assertThat(decide(architecture, clone, 17 | flag)).isEqualTo(EPERM);
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void terminal_injection_and_outliving_the_parent_are_refused(Architecture architecture) {
        assertThat(decide(architecture, SystemCall.IOCTL.number(architecture), 0, 0x5412))
                .isEqualTo(EPERM);
        assertThat(decide(architecture, SystemCall.IOCTL.number(architecture), 0, 0x5401))
                .isEqualTo(ALLOW);
        assertThat(decide(architecture, SystemCall.PRCTL.number(architecture), 1))
                .isEqualTo(EPERM);
        assertThat(decide(architecture, SystemCall.PRCTL.number(architecture), 15))
                .isEqualTo(ALLOW);
    }

    @Test
    void a_call_by_another_architectures_convention_kills() {
        byte[] filter = SeccompFilter.compile(Architecture.X86_64);

        assertThat(run(filter, 0, 0x40000003)).isEqualTo(KILL);
        assertThat(run(filter, 0x40000000, Architecture.X86_64.auditCode())).isEqualTo(KILL);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void ordinary_calls_are_allowed(Architecture architecture) {
        for (int number = 0; number < 8; number++) {
            assertThat(decide(architecture, 200 + number)).isIn(ALLOW, EPERM, EAFNOSUPPORT);
        }
        assertThat(decide(architecture, architecture == Architecture.X86_64 ? 0 : 63))
                .isEqualTo(ALLOW);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void the_kernel_takes_filters_of_this_length(Architecture architecture) {
        assertThat(SeccompFilter.compile(architecture).length % 8).isZero();
        assertThat(SeccompFilter.compile(architecture).length / 8).isLessThan(4096);
    }

    private static int decide(Architecture architecture, int number, int... arguments) {
        return run(SeccompFilter.compile(architecture), number, architecture.auditCode(), arguments);
    }

    /** The kernel's interpreter, for the instructions that the filter uses. */
    private static int run(byte[] filter, int number, int auditCode, int... arguments) {
        ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(0, number).putInt(4, auditCode);
        for (int i = 0; i < arguments.length; i++) {
            data.putLong(16 + 8 * i, arguments[i] & 0xFFFFFFFFL);
        }
        ByteBuffer program = ByteBuffer.wrap(filter).order(ByteOrder.LITTLE_ENDIAN);
        int accumulator = 0;
        for (int at = 0; ; at++) {
            int code = program.getShort(at * 8);
            int operand = program.getInt(at * 8 + 4);
            boolean condition = switch (code) {
                case 0x15 -> accumulator == operand;
                case 0x35 -> Integer.compareUnsigned(accumulator, operand) >= 0;
                case 0x45 -> (accumulator & operand) != 0;
                default -> false;
            };
            switch (code) {
                case 0x20 -> accumulator = data.getInt(operand);
                case 0x06 -> {
                    return operand;
                }
                case 0x15, 0x35, 0x45 -> at += Byte.toUnsignedInt(program.get(at * 8 + (condition ? 2 : 3)));
                default -> throw new AssertionError("unknown instruction " + code);
            }
        }
    }
}
