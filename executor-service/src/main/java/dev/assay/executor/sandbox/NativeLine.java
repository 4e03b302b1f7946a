package dev.assay.executor.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Starts programs by way of our launcher, {@code src/main/c/launcher.c}, which the build makes where there is a C
 * compiler. It can do what the shell cannot: listen on a socket for a warm parent, and enter Landlock.
 */
final class NativeLine implements StartLine {

    private static final Logger LOG = Logger.getLogger(NativeLine.class);
    private static final long CHECK_SECONDS = 10;

    private final Path launcher;

    private NativeLine(Path launcher) {
        this.launcher = launcher;
    }

    /** Unpacks the launcher into {@code home}; empty where the build made none for this machine, or it does not work. */
    static Optional<NativeLine> install(Path home) {
        String name = "launcher-" + Architecture.current().name().toLowerCase(java.util.Locale.ROOT);
        try (InputStream program = NativeLine.class.getResourceAsStream("/sandbox/" + name)) {
            if (program == null) {
                LOG.infof("sandboxes start through a shell: the build made no %s, it had no C compiler", name);
                return Optional.empty();
            }
            Path file = home.resolve("launcher");
            Files.copy(program, file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-x------"));
            NativeLine line = new NativeLine(file);
            line.answer("-c");
            return Optional.of(line);
        } catch (IOException e) {
            LOG.warnf("sandboxes start through a shell: the launcher does not work here: %s", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public List<String> of(Seat seat, List<Path> files, List<String> command) {
        return line(seat, files, List.of(), command);
    }

    /** As {@link #of}; the descriptor after the last file listens on a new Unix socket of that path. */
    List<String> listening(Seat seat, List<Path> files, Path socket, List<String> command) {
        return line(seat, files, List.of("-l", socket.toString()), command);
    }

    /**
     * The line that starts a command in Landlock.
     *
     * @param filter the system call filter that is loaded before the command starts
     * @param environment variables as {@code NAME=VALUE}
     */
    List<String> confined(Seat seat, LandlockPaths paths, Path filter, List<String> environment, List<String> command) {
        List<String> more = new ArrayList<>();
        paths.readable().forEach(path -> add(more, "-r", path));
        paths.writable().forEach(path -> add(more, "-w", path));
        paths.executable().forEach(path -> add(more, "-x", path));
        environment.forEach(variable -> add(more, "-e", variable));
        add(more, "-s", filter);
        return line(seat, List.of(), more, command);
    }

    /** The version of Landlock that the kernel has; 0 where it has none. */
    int landlockVersion() {
        try {
            return Integer.parseInt(answer("-a"));
        } catch (IOException e) {
            throw new SandboxUnavailable("the kernel cannot be asked for Landlock: " + e.getMessage(), e);
        }
    }

    private List<String> line(Seat seat, List<Path> files, List<String> more, List<String> command) {
        List<String> line = new ArrayList<>();
        line.add(launcher.toString());
        seat.cgroup().ifPresent(group -> group.joinFiles().forEach(file -> add(line, "-g", file)));
        files.forEach(file -> add(line, "-o", file));
        line.addAll(more);
        seat.uid().ifPresent(uid -> add(line, "-u", uid));
        line.add("--");
        line.addAll(command);
        return line;
    }

    private static void add(List<String> line, String option, Object value) {
        line.add(option);
        line.add(value.toString());
    }

    private String answer(String question) throws IOException {
        Process process = new ProcessBuilder(launcher.toString(), question)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (!process.waitFor(CHECK_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return answer;
    }
}
