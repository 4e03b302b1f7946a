package dev.assay.local.settings;

import dev.assay.contracts.json.AssayJson;
import dev.assay.local.LocalProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The named pipe by which changed settings reach the supervisor; keys that go through it are never on the disk. */
public final class SettingsPipe {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsPipe.class);

    private final Path pipe;

    public SettingsPipe(Path pipe) {
        this.pipe = pipe;
    }

    /** Makes the pipe and hands on whatever comes through it, until the process ends. */
    public void listen(Consumer<ChangedSettings> receiver) {
        make();
        Thread.ofPlatform().daemon().name("settings").start(() -> {
            while (Files.exists(pipe)) {
                receive(receiver);
            }
        });
    }

    /** Gives the settings to the supervisor that listens. */
    public void send(ChangedSettings settings) {
        try {
            Files.write(pipe, AssayJson.writeBytes(settings), StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new LocalProblem(
                    "the running platform cannot be told of the changed settings (" + e + "): ./assay down, then up",
                    e);
        }
    }

    private void make() {
        try {
            Files.deleteIfExists(pipe);
            int code = new ProcessBuilder("mkfifo", "-m", "600", pipe.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException("mkfifo ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the pipe " + pipe + " cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalProblem("interrupted", e);
        }
    }

    private void receive(Consumer<ChangedSettings> receiver) {
        try {
            byte[] message = Files.readAllBytes(pipe);
            if (message.length > 0) {
                receiver.accept(AssayJson.read(message, ChangedSettings.class));
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("changed settings were not taken over: {}", e.getMessage());
        }
    }
}
