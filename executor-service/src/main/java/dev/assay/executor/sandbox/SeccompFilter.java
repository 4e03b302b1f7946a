package dev.assay.executor.sandbox;

import static dev.assay.executor.sandbox.SystemCall.CLONE;
import static dev.assay.executor.sandbox.SystemCall.CLONE3;
import static dev.assay.executor.sandbox.SystemCall.IOCTL;
import static dev.assay.executor.sandbox.SystemCall.IO_URING_ENTER;
import static dev.assay.executor.sandbox.SystemCall.IO_URING_REGISTER;
import static dev.assay.executor.sandbox.SystemCall.IO_URING_SETUP;
import static dev.assay.executor.sandbox.SystemCall.PRCTL;
import static dev.assay.executor.sandbox.SystemCall.SOCKET;
import static dev.assay.executor.sandbox.SystemCall.SOCKETPAIR;

import java.util.EnumSet;
import java.util.Set;

/**
 * The system call filter of the sandbox: allows by default, refuses what a program of unknown intent has no use for.
 *
 * <p>A call by another architecture's convention kills the process: its numbers would mean something else.
 */
final class SeccompFilter {

    private static final int KILL_PROCESS = 0x80000000;
    private static final int ALLOW = 0x7fff0000;
    private static final int ERRNO = 0x00050000;
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;
    private static final int EAFNOSUPPORT = 97;

    /** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET. */
    private static final int NEW_NAMESPACES = 0x7E020000;

    private static final int TIOCSTI = 0x5412;
    private static final int TIOCLINUX = 0x541C;
    private static final int PR_SET_PDEATHSIG = 1;
    private static final int[] SOCKET_FAMILIES = {1, 2, 10}; // AF_UNIX, AF_INET, AF_INET6
    private static final int X32_BIT = 0x40000000;

    private static final Set<SystemCall> UNKNOWN =
            EnumSet.of(CLONE3, IO_URING_SETUP, IO_URING_ENTER, IO_URING_REGISTER);
    private static final Set<SystemCall> INSPECTED = EnumSet.of(CLONE, IOCTL, PRCTL, SOCKET, SOCKETPAIR);

    private SeccompFilter() {}

    /** The filter as the kernel and {@code bwrap --seccomp} take it: an array of {@code struct sock_filter}. */
    static byte[] compile(Architecture architecture) {
        BpfProgram program = new BpfProgram();
        program.loadArchitecture();
        program.unlessEqual(architecture.auditCode(), KILL_PROCESS);
        program.loadNumber();
        if (architecture == Architecture.X86_64) {
            program.ifAtLeast(X32_BIT, KILL_PROCESS);
        }
        for (SystemCall call : SystemCall.values()) {
            if (call.existsOn(architecture) && !INSPECTED.contains(call)) {
                program.ifEqual(call.number(architecture), ERRNO | (UNKNOWN.contains(call) ? ENOSYS : EPERM));
            }
        }
        program.inspect(CLONE.number(architecture), 0, check -> check.ifAnyBit(NEW_NAMESPACES, ERRNO | EPERM));
        program.inspect(IOCTL.number(architecture), 1, check -> {
            check.ifEqual(TIOCSTI, ERRNO | EPERM);
            check.ifEqual(TIOCLINUX, ERRNO | EPERM);
        });
        program.inspect(PRCTL.number(architecture), 0, check -> check.ifEqual(PR_SET_PDEATHSIG, ERRNO | EPERM));
        for (SystemCall call : EnumSet.of(SOCKET, SOCKETPAIR)) {
            program.inspect(call.number(architecture), 0, check -> {
                for (int family : SOCKET_FAMILIES) {
                    check.ifEqual(family, ALLOW);
                }
                check.end(ERRNO | EAFNOSUPPORT);
            });
        }
        program.end(ALLOW);
        return program.bytes();
    }
}
