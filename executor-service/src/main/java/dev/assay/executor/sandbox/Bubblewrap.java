package dev.assay.executor.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the command that starts a program in its own namespaces. The traps that each part answers are in {@code
 * docs/sandbox.md}.
 */
final class Bubblewrap implements Confinement {

    private static final Path BWRAP = Path.of("/usr/bin/bwrap");
    private static final int INSIDE_UID = 65534;
    private static final int OPTIONS = StartLine.FIRST_FILE;
    private static final int FILTER = OPTIONS + 1;
    private static final int FIRST_FILE = FILTER + 1;
    private static final String INSIDE = "/assay/";
    private static final String PARENT_PROGRAM = "warm";
    private static final List<String> DEVICES = List.of("null", "zero", "full", "random", "urandom");

    /** What a warm parent needs to give each program namespaces of its own; its programs get the whole filter. */
    private static final EnumSet<SystemCall> FOR_PARENTS =
            EnumSet.of(SystemCall.MOUNT, SystemCall.UNSHARE, SystemCall.SETNS);

    private final Path home;
    private final PythonRuntime runtime;
    private final StartLine start;
    private final Path filter;
    private final Path parentFilter;

    /** Prepares what every command needs in {@code home}, a folder that only this process can read. */
    Bubblewrap(Path home, PythonRuntime runtime, StartLine start) {
        if (!Files.isExecutable(BWRAP)) {
            throw new SandboxUnavailable("no " + BWRAP + "; install the package bubblewrap");
        }
        this.home = home;
        this.runtime = runtime;
        this.start = start;
        this.filter = home.resolve("seccomp.bpf");
        this.parentFilter = home.resolve("seccomp-parent.bpf");
        try {
            Files.write(filter, SeccompFilter.compile(Architecture.current()));
            Files.write(parentFilter, SeccompFilter.compileWithout(Architecture.current(), FOR_PARENTS));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + home, e);
        }
    }

    @Override
    public List<String> command(Seat seat, SandboxProgram program) {
        List<Path> files = new ArrayList<>(List.of(optionsFile(coldName(program), coldOptions(program)), filter));
        program.files().forEach(name -> files.add(runtime.compiled(name)));
        return start.of(seat, files, bwrap(program.main(), List.of()));
    }

    /** Whether {@link #forkingCommand} can be had: only the native launcher can listen. */
    boolean canFork() {
        return start instanceof NativeLine;
    }

    /**
     * The command that starts a warm parent in {@code seat}, which forks {@code program} for whoever connects to {@code
     * socket}.
     */
    List<String> forkingCommand(Seat seat, SandboxProgram program, Path socket, List<String> preload) {
        if (!(start instanceof NativeLine line)) {
            throw new IllegalStateException("a warm parent needs the native launcher");
        }
        List<String> names = Stream.concat(Stream.of(PARENT_PROGRAM), program.files().stream())
                .toList();
        Path options = optionsFile(PARENT_PROGRAM + "-" + program.main(), parentOptions(names));
        List<Path> files = new ArrayList<>(List.of(options, parentFilter));
        names.forEach(name -> files.add(runtime.compiled(name)));
        files.add(filter);
        int listening = StartLine.FIRST_FILE + files.size();
        List<String> arguments = List.of(
                Integer.toString(listening),
                String.join(":", runtime.libraryPaths()),
                String.join(":", preload),
                String.join(":", program.files()));
        return line.listening(seat, files, socket, bwrap(PARENT_PROGRAM, arguments));
    }

    private List<String> bwrap(String main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(BWRAP.toString(), "--args", Integer.toString(OPTIONS)));
        command.addAll(List.of(runtime.interpreter().toString(), "-s", "-S", INSIDE + main + ".pyc"));
        command.addAll(arguments);
        return command;
    }

    private static String coldName(SandboxProgram program) {
        return program.main() + "-" + program.readOnly().hashCode();
    }

    private Path optionsFile(String name, List<String> options) {
        Path file = home.resolve(name + ".options");
        if (!Files.exists(file)) {
            try {
                Files.writeString(file, String.join("\0", options) + "\0");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file, e);
            }
        }
        return file;
    }

    private static List<String> coldOptions(SandboxProgram program) {
        List<String> options = new ArrayList<>();
        add(options, "--disable-userns");
        addWorld(options);
        for (Path folder : program.readOnly()) {
            options.addAll(List.of("--ro-bind-try", folder.toString(), folder.toString()));
        }
        add(options, "--dev /dev");
        addFiles(options, program.files());
        add(options, "--remount-ro /dev");
        addEnd(options);
        return options;
    }

    /**
     * A parent makes namespaces, so it has the power to within its own user namespace, which is the only one that knows
     * of it. {@code --dev} would put a second user namespace around it, and the power would be for that one only.
     */
    private static List<String> parentOptions(List<String> names) {
        List<String> options = new ArrayList<>();
        add(options, "--cap-add CAP_SYS_ADMIN --cap-add CAP_NET_ADMIN");
        addWorld(options);
        for (String device : DEVICES) {
            add(options, "--dev-bind /dev/" + device + " /dev/" + device);
        }
        add(options, "--symlink /proc/self/fd /dev/fd --symlink /proc/self/fd/0 /dev/stdin");
        add(options, "--symlink /proc/self/fd/1 /dev/stdout --symlink /proc/self/fd/2 /dev/stderr");
        addFiles(options, names);
        add(options, "--ro-bind-data " + (FIRST_FILE + names.size()) + " " + INSIDE + "seccomp.bpf");
        addEnd(options);
        return options;
    }

    private static void addWorld(List<String> options) {
        add(options, "--unshare-all --unshare-user --as-pid-1 --die-with-parent --new-session");
        add(options, "--uid " + INSIDE_UID + " --gid " + INSIDE_UID + " --hostname sandbox");
        add(options, "--ro-bind /usr /usr --symlink usr/lib /lib --symlink usr/lib64 /lib64 --symlink usr/bin /bin");
        // Shared libraries are found through these on Debian and its kin; they hold nothing but names.
        add(options, "--ro-bind-try /etc/alternatives /etc/alternatives");
        add(options, "--ro-bind-try /etc/ld.so.cache /etc/ld.so.cache");
        add(options, "--proc /proc");
        add(options, "--size " + SandboxLimits.SCRATCH_BYTES + " --tmpfs /tmp");
    }

    private static void addFiles(List<String> options, List<String> names) {
        add(options, "--size " + SandboxLimits.SHARED_MEMORY_BYTES + " --tmpfs /dev/shm");
        for (int i = 0; i < names.size(); i++) {
            add(options, "--ro-bind-data " + (FIRST_FILE + i) + " " + INSIDE + names.get(i) + ".pyc");
        }
    }

    private static void addEnd(List<String> options) {
        add(options, "--remount-ro /proc --remount-ro /");
        add(options, "--seccomp " + FILTER + " --clearenv");
        add(options, "--setenv PATH /usr/bin --setenv HOME /tmp --setenv LANG C.UTF-8 --setenv TZ UTC");
        // The same answer takes the same way each time: sets of text are walked in one order.
        add(options, "--setenv PYTHONHASHSEED 0 --setenv PYTHONDONTWRITEBYTECODE 1");
        // A thread for each core of the host would count against the process limit.
        add(options, "--setenv OPENBLAS_NUM_THREADS 1 --setenv OMP_NUM_THREADS 1");
        add(options, "--chdir /tmp");
    }

    private static void add(List<String> options, String words) {
        options.addAll(List.of(words.split(" ")));
    }
}
