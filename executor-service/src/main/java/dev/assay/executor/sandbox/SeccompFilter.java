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

    /** CLONE_THREAD: what is made is no process. */
    private static final int THREAD = 0x00010000;

    /** Stands for the process that the filter is loaded for; the launcher puts its number here ({@code launcher.c}). */
    private static final int SELF = 0x53454C46;

    private static final int CALLER = 0; // as an argument, where a process may be named

    private static final Set<SystemCall> UNKNOWN =
            EnumSet.of(CLONE3, IO_URING_SETUP, IO_URING_ENTER, IO_URING_REGISTER);
    private static final Set<SystemCall> INSPECTED = EnumSet.of(CLONE, IOCTL, PRCTL, SOCKET, SOCKETPAIR);
    private static final Set<SystemCall> SIGNALS =
            EnumSet.of(SystemCall.KILL, SystemCall.TGKILL, SystemCall.RT_SIGQUEUEINFO, SystemCall.RT_TGSIGQUEUEINFO);
    private static final Set<SystemCall> OWN_LIMITS = EnumSet.of(SystemCall.PRLIMIT64, SystemCall.SCHED_SETAFFINITY);
    private static final Set<SystemCall> HARMLESS_IN_NAMESPACES =
            EnumSet.range(SystemCall.FORK, SystemCall.SCHED_SETAFFINITY);

    private SeccompFilter() {}

    /** The filter as the kernel and {@code bwrap --seccomp} take it: an array of {@code struct sock_filter}. */
    static byte[] compile(Architecture architecture) {
        return compileWithout(architecture, Set.of());
    }

    /** The filter with some calls left free, for our own programs that need them. */
    static byte[] compileWithout(Architecture architecture, Set<SystemCall> free) {
        EnumSet<SystemCall> refused = EnumSet.complementOf(EnumSet.copyOf(HARMLESS_IN_NAMESPACES));
        refused.removeAll(free);
        BpfProgram program = begin(architecture, refused);
        program.inspect(CLONE.number(architecture), 0, check -> check.ifAnyBit(NEW_NAMESPACES, ERRNO | EPERM));
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

    /** The filter for a process that shares all namespaces with the host: no process but itself, and no socket. */
    static byte[] compileWithoutNamespaces(Architecture architecture) {
        BpfProgram program = begin(architecture, EnumSet.allOf(SystemCall.class));
        program.inspect(CLONE.number(architecture), 0, check -> {
            check.ifAnyBit(NEW_NAMESPACES, ERRNO | EPERM);
            check.ifAnyBit(THREAD, ALLOW);
            check.end(ERRNO | EPERM);
        });
        program.ifEqual(SOCKET.number(architecture), ERRNO | EPERM);
        program.inspect(SOCKETPAIR.number(architecture), 0, check -> {
            check.ifEqual(SOCKET_FAMILIES[0], ALLOW);
            check.end(ERRNO | EAFNOSUPPORT);
        });
        for (SystemCall call : SIGNALS) {
            program.inspect(call.number(architecture), 0, check -> {
                check.ifEqual(SELF, ALLOW);
                check.end(ERRNO | EPERM);
            });
        }
        for (SystemCall call : OWN_LIMITS) {
            program.inspect(call.number(architecture), 0, check -> {
                check.ifEqual(CALLER, ALLOW);
                check.ifEqual(SELF, ALLOW);
                check.end(ERRNO | EPERM);
            });
        }
        program.end(ALLOW);
        return program.bytes();
    }

    /** The checks that both filters begin with: {@code refused}, but for the calls whose arguments decide. */
    private static BpfProgram begin(Architecture architecture, Set<SystemCall> refused) {
        BpfProgram program = new BpfProgram();
        program.loadArchitecture();
        program.unlessEqual(architecture.auditCode(), KILL_PROCESS);
        program.loadNumber();
        if (architecture == Architecture.X86_64) {
            program.ifAtLeast(X32_BIT, KILL_PROCESS);
        }
        for (SystemCall call : refused) {
            boolean byArguments = INSPECTED.contains(call) || SIGNALS.contains(call) || OWN_LIMITS.contains(call);
            if (call.existsOn(architecture) && !byArguments) {
                program.ifEqual(call.number(architecture), ERRNO | (UNKNOWN.contains(call) ? ENOSYS : EPERM));
            }
        }
        program.inspect(IOCTL.number(architecture), 1, check -> {
            check.ifEqual(TIOCSTI, ERRNO | EPERM);
            check.ifEqual(TIOCLINUX, ERRNO | EPERM);
        });
        program.inspect(PRCTL.number(architecture), 0, check -> check.ifEqual(PR_SET_PDEATHSIG, ERRNO | EPERM));
        return program;
    }
}
