package dev.assay.benchmark.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Programs that keep every core busy several times over. */
record Load(List<Process> programs) implements AutoCloseable {

    private static final int PER_CORE = 4;

    static Load start() {
        String whileWeLive = "while kill -0 " + ProcessHandle.current().pid() + "; do :; done";
        List<Process> programs = new ArrayList<>();
        try {
            for (int i = 0; i < PER_CORE * Runtime.getRuntime().availableProcessors(); i++) {
                programs.add(new ProcessBuilder("/bin/sh", "-c", whileWeLive).start());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make load", e);
        }
        return new Load(programs);
    }

    @Override
    public void close() {
        programs.forEach(Process::destroyForcibly);
    }
}
