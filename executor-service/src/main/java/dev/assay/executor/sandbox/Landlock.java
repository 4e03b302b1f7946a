package dev.assay.executor.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Writes the command that starts a program without namespaces: Landlock lets it read the system's programs and ours and
 * nothing else, and the system call filter leaves it no other process, no socket, and no file that it could write.
 */
final class Landlock implements Confinement {

    private static final List<String> ENVIRONMENT = List.of(
            "PATH=/usr/bin",
            "HOME=/",
            "LANG=C.UTF-8",
            "TZ=UTC",
            "PYTHONHASHSEED=0",
            "PYTHONDONTWRITEBYTECODE=1",
            "OPENBLAS_NUM_THREADS=1",
            "OMP_NUM_THREADS=1");

    private final PythonRuntime runtime;
    private final NativeLine start;
    private final Path filter;
    private final LandlockPaths paths;

    Landlock(Path home, PythonRuntime runtime, StartLine start) {
        if (!(start instanceof NativeLine line)) {
            throw new SandboxUnavailable(
                    "Landlock needs the native launcher; build with a C compiler (gcc, libc6-dev)");
        }
        if (line.landlockVersion() == 0) {
            throw new SandboxUnavailable("this kernel has no Landlock (Linux 5.13 or newer, with landlock in lsm=)");
        }
        this.runtime = runtime;
        this.start = line;
        this.filter = home.resolve("seccomp-landlock.bpf");
        this.paths = new LandlockPaths(
                List.of(
                        runtime.programs(),
                        Path.of("/etc/alternatives"),
                        Path.of("/etc/ld.so.cache"),
                        Path.of("/dev/urandom"),
                        Path.of("/dev/zero")),
                List.of(Path.of("/dev/null")),
                List.of(Path.of("/usr"), Path.of("/lib"), Path.of("/lib64"), Path.of("/bin")));
        try {
            Files.write(filter, SeccompFilter.compileWithoutNamespaces(Architecture.current()));
            // The sandbox's user id has to find its programs; what else is here only the owner can read or list.
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + home, e);
        }
    }

    @Override
    public List<String> command(Seat seat, SandboxProgram program) {
        String main = runtime.compiled(program.main()).toString();
        List<String> command = List.of(runtime.interpreter().toString(), "-s", "-S", main);
        return start.confined(seat, paths, filter, ENVIRONMENT, command);
    }
}
