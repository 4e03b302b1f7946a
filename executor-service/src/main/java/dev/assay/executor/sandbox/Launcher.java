package dev.assay.executor.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The one thread that starts sandboxes. A sandbox ends when the thread that started it ends, so that thread is a
 * platform thread that lives as long as the service.
 */
final class Launcher implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("sandbox-launcher").factory());

    /** Starts a command with an empty environment in the root folder; its three streams are pipes. */
    Process start(List<String> command) {
        try {
            return thread.submit(() -> launch(command)).get();
        } catch (ExecutionException e) {
            throw new SandboxUnavailable(
                    "a sandbox cannot be started: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxUnavailable("interrupted while a sandbox was being started", e);
        }
    }

    private static Process launch(List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Path.of("/").toFile());
        builder.environment().clear();
        return builder.start();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
