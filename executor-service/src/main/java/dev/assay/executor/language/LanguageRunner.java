package dev.assay.executor.language;

import dev.assay.executor.program.ProgramEnd;
import dev.assay.executor.program.ProgramOrder;
import dev.assay.executor.program.ProgramRunner;
import dev.assay.executor.program.WorkFile;
import dev.assay.executor.sandbox.SandboxLimits;
import dev.assay.executor.sandbox.Sandboxes;
import dev.assay.executor.sandbox.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compiles programs and runs them. Each step has a sandbox of its own: what a compiler leaves reaches the run as files,
 * and no run sees what another one left.
 */
public final class LanguageRunner {

    private static final long MIB = 1024 * 1024;

    private final ProgramRunner runner;

    public LanguageRunner(Sandboxes sandboxes) {
        this.runner = new ProgramRunner(sandboxes);
    }

    /** What came of compiling; a program that can be run, unless the language compiles and that failed. */
    public sealed interface Compilation {

        /** @param end absent where the language does not compile */
        record Compiled(Optional<ProgramEnd> end, List<WorkFile> files) implements Compilation {}

        record NotCompiled(ProgramEnd end) implements Compilation {}
    }

    /** The limits of compiling that the runtime declares. */
    public static SandboxLimits compileLimits(Runtime runtime) {
        Runtime.CompileLimits limits = runtime.compileLimits();
        return new SandboxLimits(
                Duration.ofSeconds(limits.cpuSeconds()),
                Duration.ofSeconds(limits.wallSeconds()),
                limits.memoryMb() * MIB);
    }

    /** Compiles in a free seat, where the language does that. */
    public Compilation compile(Seat seat, InstalledRuntime installed, LanguageOrder order) {
        Runtime runtime = installed.runtime();
        List<WorkFile> files = new ArrayList<>();
        installed.files().forEach((path, content) -> files.add(WorkFile.of(path, content)));
        files.addAll(order.files());
        if (runtime.compile().isEmpty()) {
            files.add(WorkFile.of(runtime.source(), order.source()));
            return new Compilation.Compiled(Optional.empty(), files);
        }
        List<WorkFile> sources = new ArrayList<>(files);
        sources.add(WorkFile.of(runtime.source(), order.source()));
        ProgramEnd end = runner.run(
                seat,
                order(installed, runtime.compile(), sources, new byte[0], runtime.artifacts(), order.compileLimits()));
        if (!end.succeeded() || !end.resultsComplete()) {
            return new Compilation.NotCompiled(end);
        }
        files.addAll(end.results());
        return new Compilation.Compiled(Optional.of(end), files);
    }

    /** Runs what was compiled, in a free seat. */
    public ProgramEnd run(Seat seat, InstalledRuntime installed, Compilation.Compiled program, LanguageOrder order) {
        return runner.run(
                seat,
                order(
                        installed,
                        Stream.concat(installed.runtime().run().stream(), order.arguments().stream())
                                .toList(),
                        program.files(),
                        order.input(),
                        order.results(),
                        order.limits()));
    }

    /** Says what is wrong with a source that does not parse, where the runtime has a command for it. */
    public Optional<ProgramEnd> check(
            Seat seat, InstalledRuntime installed, Compilation.Compiled program, LanguageOrder order) {
        List<String> command = installed.runtime().check();
        if (command.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(runner.run(
                seat, order(installed, command, program.files(), new byte[0], List.of(), order.compileLimits())));
    }

    private static ProgramOrder order(
            InstalledRuntime installed,
            List<String> command,
            List<WorkFile> files,
            byte[] input,
            List<String> results,
            SandboxLimits limits) {
        return new ProgramOrder(
                installed.command(command, limits.memoryBytes()),
                installed.runtime().environment(),
                files,
                input,
                results,
                installed.runtime().addressSpace(),
                installed.readOnly(),
                limits);
    }
}
