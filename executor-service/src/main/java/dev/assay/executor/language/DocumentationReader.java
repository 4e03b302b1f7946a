package dev.assay.executor.language;

import dev.assay.executor.language.Runtime.DocumentationSource;
import dev.assay.executor.program.ProgramEnd;
import dev.assay.executor.program.ProgramOrder;
import dev.assay.executor.program.ProgramRunner;
import dev.assay.executor.sandbox.SandboxLimits;
import dev.assay.executor.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Loads the documentation of a language from its sources: what a command of the runtime prints in a sandbox, or else a
 * file. A source that gives nothing is an error; there is no stub in its place.
 */
public final class DocumentationReader {

    private static final SandboxLimits LIMITS =
            new SandboxLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), 1L << 30);

    /** A prompt has to hold it, beside the task. */
    private static final int LONGEST = 256 * 1024;

    private final Sandboxes sandboxes;

    public DocumentationReader(Sandboxes sandboxes) {
        this.sandboxes = sandboxes;
    }

    /** Throws {@link RuntimeMissing} where a source cannot be loaded, saying which and why. */
    public Documentation read(InstalledRuntime installed) throws InterruptedException {
        Runtime runtime = installed.runtime();
        StringBuilder text = new StringBuilder();
        for (DocumentationSource source : runtime.documentation()) {
            text.append(read(installed, source).strip()).append("\n\n");
        }
        if (text.length() > LONGEST) {
            throw unloadable(runtime, "it has more than " + LONGEST + " characters");
        }
        Optional<String> documentation = Optional.of(text.toString().strip())
                .filter(_ -> !runtime.documentation().isEmpty());
        return new Documentation(runtime.id(), runtime.name(), runtime.rules(), documentation);
    }

    private String read(InstalledRuntime installed, DocumentationSource source) throws InterruptedException {
        Optional<ProgramEnd> end =
                source.command().isEmpty() ? Optional.empty() : Optional.of(run(installed, source.command()));
        Optional<String> printed = end.filter(ProgramEnd::succeeded)
                .map(one -> one.standardOutput().text())
                .filter(text -> !text.isBlank());
        if (printed.isPresent()) {
            if (end.get().standardOutput().clipped()) {
                throw unloadable(installed.runtime(), words(source) + " prints more than 64 KiB; put it into a file");
            }
            return printed.get();
        }
        return source.file()
                .flatMap(DocumentationReader::content)
                .orElseThrow(() -> unloadable(
                        installed.runtime(),
                        words(source) + " gives none"
                                + end.map(one -> ": "
                                                + one.standardError().text().strip())
                                        .orElse("")));
    }

    private ProgramEnd run(InstalledRuntime installed, List<String> command) throws InterruptedException {
        ProgramOrder order = new ProgramOrder(
                installed.command(command, LIMITS.memoryBytes()),
                installed.runtime().environment(),
                List.of(),
                new byte[0],
                List.of(),
                installed.runtime().addressSpace(),
                installed.readOnly(),
                LIMITS);
        return sandboxes.slots().inOne(slot -> new ProgramRunner(sandboxes).run(slot.candidate(), order));
    }

    private static Optional<String> content(String file) {
        try {
            return Optional.of(Files.readString(Path.of(file))).filter(text -> !text.isBlank());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String words(DocumentationSource source) {
        String command = source.command().stream().collect(Collectors.joining(" "));
        return source.file()
                .map(file -> command.isEmpty() ? file : command + ", or else " + file + ",")
                .orElse(command);
    }

    private static RuntimeMissing unloadable(Runtime runtime, String why) {
        return new RuntimeMissing("the documentation of " + runtime.id() + " cannot be loaded: " + why);
    }
}
