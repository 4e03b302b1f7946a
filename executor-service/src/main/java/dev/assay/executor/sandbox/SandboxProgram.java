package dev.assay.executor.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * One of our own Python programs that run inside a sandbox: resources {@code /sandbox/<name>.py}.
 *
 * @param main what is started
 * @param modules what it imports, at most four
 * @param readOnly folders outside {@code /usr} that it sees, read-only, where they exist
 */
public record SandboxProgram(String main, List<String> modules, List<Path> readOnly) {

    public SandboxProgram(String main, List<String> modules) {
        this(main, modules, List.of());
    }

    List<String> files() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(main), modules.stream())
                .toList();
    }
}
