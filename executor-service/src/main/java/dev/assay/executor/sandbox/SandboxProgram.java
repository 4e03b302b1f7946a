package dev.assay.executor.sandbox;

import java.util.List;

/**
 * One of our own Python programs that run inside a sandbox: resources {@code /sandbox/<name>.py}.
 *
 * @param main what is started
 * @param modules what it imports, at most four
 */
public record SandboxProgram(String main, List<String> modules) {

    List<String> files() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(main), modules.stream())
                .toList();
    }
}
