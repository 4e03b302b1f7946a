package dev.assay.local.component;

import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.process.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A component that is a JVM. Its standard input is a pipe whose other end we hold, so that it can tell when we are gone;
 * all it prints goes to its log file.
 */
public final class JavaProcess implements Component {

    private static final long LARGEST_LOG_BYTES = 20L * 1024 * 1024;

    private final String name;
    private final String address;
    private final List<String> command;
    private volatile Map<String, String> environment;
    private final Path directory;
    private final Path log;
    private final Readiness ready;

    /**
     * Describes one.
     *
     * @param environment all of it: nothing is inherited
     * @param directory where it runs
     */
    public JavaProcess(
            String name,
            String address,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log,
            Readiness ready) {
        this.name = name;
        this.address = address;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.directory = directory;
        this.log = log;
        this.ready = ready;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return address;
    }

    /** Sets further variables; they hold from the next start on. */
    public void set(Map<String, String> variables) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.putAll(variables);
        environment = Map.copyOf(changed);
    }

    @Override
    public Running start() throws IOException {
        rotateLog();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        ProcessIdentity identity =
                ProcessIdentity.of(process.pid()).orElseThrow(() -> new IOException("it ended while it was starting"));
        // The future keeps the process object, and with it our end of the pipe, for as long as it is needed.
        return new Running(identity, process.onExit());
    }

    @Override
    public boolean isReady() {
        return ready.isReady();
    }

    @Override
    public String complaint() {
        return ready.complaint();
    }

    @Override
    public void askToStop(ProcessIdentity process) {
        Signals.terminate(process);
    }

    private void rotateLog() throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
