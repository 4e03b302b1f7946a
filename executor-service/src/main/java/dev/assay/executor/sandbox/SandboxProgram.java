package dev.assay.executor.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of our own Python programs that run inside a sandbox: resources {@code /sandbox/<name>.py}.
 *
 * @param main what is started
 * @param modules what it imports, at most four
 * @param readOnly folders outside {@code /usr} that it sees, read-only, where they exist
 * @param forks whether a warm parent may have it loaded and fork it: it has a function {@code main}, and starts nothing
 *     when it is imported
 */
public record SandboxProgram(String main, List<String> modules, List<Path> readOnly, boolean forks) {

    public SandboxProgram {
        modules = List.copyOf(modules);
        readOnly = List.copyOf(readOnly);
    }

    /** A program that is started anew for each run. */
    public SandboxProgram(String main, List<String> modules) {
        this(main, modules, List.of(), false);
    }

    /** A program that is started anew for each run and sees folders of its own. */
    public static SandboxProgram seeing(String main, List<String> modules, List<Path> readOnly) {
        return new SandboxProgram(main, modules, readOnly, false);
    }

    /** A program that a warm parent may fork. */
    public static SandboxProgram forking(String main, List<String> modules) {
        return new SandboxProgram(main, modules, List.of(), true);
    }

    List<String> files() {
        return Stream.concat(Stream.of(main), modules.stream()).toList();
    }
}
