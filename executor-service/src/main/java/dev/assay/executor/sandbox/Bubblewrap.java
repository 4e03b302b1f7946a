package dev.assay.executor.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the command that starts a program in its own namespaces. The traps that each part answers are in {@code
 * docs/judge-protocol.md}.
 *
 * <p>A shell opens what the sandbox needs as numbered descriptors, since the user id that it then takes may not be able
 * to reach our folders, and replaces itself: there is one process from start to end.
 */
final class Bubblewrap {

    private static final Path SHELL = Path.of("/bin/sh");
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final Path BWRAP = Path.of("/usr/bin/bwrap");
    private static final int INSIDE_UID = 65534;
    private static final int OPTIONS = 3;
    private static final int FILTER = 4;
    private static final int FIRST_FILE = 5; // a POSIX shell knows descriptors up to 9
    private static final String INSIDE = "/assay/";

    private final Path home;
    private final PythonRuntime runtime;
    private final Path filter;

    /** Prepares what every command needs in {@code home}, a folder that only this process can read. */
    Bubblewrap(Path home, PythonRuntime runtime) {
        if (!Files.isExecutable(BWRAP)) {
            throw new SandboxUnavailable("no " + BWRAP + "; install the package bubblewrap");
        }
        this.home = home;
        this.runtime = runtime;
        this.filter = home.resolve("seccomp.bpf");
        try {
            Files.write(filter, SeccompFilter.compile(Architecture.current()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + home, e);
        }
    }

    /** The command that starts {@code program} in {@code seat}. */
    List<String> command(Seat seat, SandboxProgram program) {
        StringBuilder script = new StringBuilder();
        seat.cgroup()
                .ifPresent(group -> group.joinFiles()
                        .forEach(file ->
                                script.append("echo $$ >").append(quoted(file)).append(" || exit 125\n")));
        script.append("exec");
        seat.uid().ifPresent(uid -> script.append(' ').append(dropTo(uid)));
        script.append(' ').append(BWRAP).append(" --args ").append(OPTIONS).append(' ');
        script.append(quoted(runtime.interpreter())).append(" -s -S ");
        script.append(INSIDE).append(program.main()).append(".pyc");
        script.append(redirection(OPTIONS, optionsFile(program))).append(redirection(FILTER, filter));
        List<String> files = program.files();
        for (int i = 0; i < files.size(); i++) {
            script.append(redirection(FIRST_FILE + i, runtime.compiled(files.get(i))));
        }
        return List.of(SHELL.toString(), "-c", script.toString());
    }

    /** Real root keeps its power over the host inside a namespace, whatever it is called there. */
    private static String dropTo(int uid) {
        if (!Files.isExecutable(SETPRIV)) {
            throw new SandboxUnavailable("no " + SETPRIV + "; install the package util-linux");
        }
        return SETPRIV + " --reuid " + uid + " --regid " + uid
                + " --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all";
    }

    private Path optionsFile(SandboxProgram program) {
        Path file = home.resolve(program.main() + "-" + program.readOnly().hashCode() + ".options");
        if (!Files.exists(file)) {
            try {
                Files.writeString(file, String.join("\0", options(program)) + "\0");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file, e);
            }
        }
        return file;
    }

    private static List<String> options(SandboxProgram program) {
        List<String> options = new ArrayList<>();
        add(options, "--unshare-all --unshare-user --disable-userns --as-pid-1 --die-with-parent --new-session");
        add(options, "--uid " + INSIDE_UID + " --gid " + INSIDE_UID + " --hostname sandbox");
        add(options, "--ro-bind /usr /usr --symlink usr/lib /lib --symlink usr/lib64 /lib64 --symlink usr/bin /bin");
        // Shared libraries are found through these on Debian and its kin; they hold nothing but names.
        add(options, "--ro-bind-try /etc/alternatives /etc/alternatives");
        add(options, "--ro-bind-try /etc/ld.so.cache /etc/ld.so.cache");
        for (Path folder : program.readOnly()) {
            options.addAll(List.of("--ro-bind-try", folder.toString(), folder.toString()));
        }
        add(options, "--proc /proc --dev /dev");
        add(options, "--size " + SandboxLimits.SHARED_MEMORY_BYTES + " --tmpfs /dev/shm");
        add(options, "--size " + SandboxLimits.SCRATCH_BYTES + " --tmpfs /tmp");
        List<String> files = program.files();
        for (int i = 0; i < files.size(); i++) {
            add(options, "--ro-bind-data " + (FIRST_FILE + i) + " " + INSIDE + files.get(i) + ".pyc");
        }
        add(options, "--remount-ro /proc --remount-ro /dev --remount-ro /");
        add(options, "--seccomp " + FILTER + " --clearenv");
        add(options, "--setenv PATH /usr/bin --setenv HOME /tmp --setenv LANG C.UTF-8 --setenv TZ UTC");
        // The same answer takes the same way each time: sets of text are walked in one order.
        add(options, "--setenv PYTHONHASHSEED 0 --setenv PYTHONDONTWRITEBYTECODE 1");
        // A thread for each core of the host would count against the process limit.
        add(options, "--setenv OPENBLAS_NUM_THREADS 1 --setenv OMP_NUM_THREADS 1");
        add(options, "--chdir /tmp");
        return options;
    }

    private static void add(List<String> options, String words) {
        options.addAll(List.of(words.split(" ")));
    }

    private static String redirection(int descriptor, Path file) {
        return " " + descriptor + "<" + quoted(file);
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
