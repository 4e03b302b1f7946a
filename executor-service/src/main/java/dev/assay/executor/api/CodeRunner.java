package dev.assay.executor.api;

import dev.assay.executor.language.InstalledRuntime;
import dev.assay.executor.language.LanguageOrder;
import dev.assay.executor.language.LanguageRunner;
import dev.assay.executor.language.LanguageRunner.Compilation;
import dev.assay.executor.language.RuntimeMissing;
import dev.assay.executor.language.Runtimes;
import dev.assay.executor.program.ProgramEnd;
import dev.assay.executor.program.ProgramOrder;
import dev.assay.executor.program.ProgramRunner;
import dev.assay.executor.readiness.IsolationGuard;
import dev.assay.executor.sandbox.SandboxLimits;
import dev.assay.executor.sandbox.Slot;
import dev.assay.frame.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Compiles and runs the code of a request, in its turn. */
@ApplicationScoped
class CodeRunner {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final Workbench bench;
    private final Runtimes runtimes;
    private final IsolationGuard guard;

    CodeRunner(Workbench bench, Runtimes runtimes, IsolationGuard guard) {
        this.bench = bench;
        this.runtimes = runtimes;
        this.guard = guard;
    }

    /**
     * What came of it.
     *
     * @param runtime what ran it, for records; {@code command} where no language was named
     * @param compile absent where nothing is compiled
     * @param run absent where it does not compile
     */
    record Ran(String runtime, Optional<ProgramEnd> compile, Optional<ProgramEnd> run) {

        boolean wasDisturbed() {
            return compile.or(() -> run).filter(ProgramEnd::wasDisturbed).isPresent()
                    || run.filter(ProgramEnd::wasDisturbed).isPresent();
        }
    }

    /** Limits of wall time alone, as requests of other services give them: CPU time is whatever fits into it. */
    static SandboxLimits wall(Duration wall, long memoryBytes) {
        return new SandboxLimits(wall.multipliedBy(CORES), wall, memoryBytes);
    }

    /** What kind of sandbox it runs in. */
    String tier() {
        return guard.sandboxes().tier().code();
    }

    /** Throws a problem (400) where the language has no runtime here. */
    Ran run(String language, Function<InstalledRuntime, LanguageOrder> order) {
        return bench.inTurn(() -> {
            InstalledRuntime installed = installed(language);
            LanguageRunner runner = new LanguageRunner(guard.sandboxes());
            return bench.inSlot(
                    slot -> compileAndRun(slot, runner, installed, order.apply(installed)), Ran::wasDisturbed);
        });
    }

    Ran run(ProgramOrder order) {
        return bench.inTurn(() -> {
            ProgramRunner runner = new ProgramRunner(guard.sandboxes());
            ProgramEnd end = bench.inSlot(slot -> runner.run(slot.candidate(), order), ProgramEnd::wasDisturbed);
            return new Ran("command", Optional.empty(), Optional.of(end));
        });
    }

    private InstalledRuntime installed(String language) throws InterruptedException {
        try {
            return runtimes.require(language);
        } catch (RuntimeMissing e) {
            throw Problems.badField("language", e.getMessage());
        }
    }

    private static Ran compileAndRun(
            Slot slot, LanguageRunner runner, InstalledRuntime installed, LanguageOrder order) {
        return switch (runner.compile(slot.candidate(), installed, order)) {
            case Compilation.NotCompiled(ProgramEnd end) ->
                new Ran(installed.label(), Optional.of(end), Optional.empty());
            case Compilation.Compiled compiled ->
                new Ran(
                        installed.label(),
                        compiled.end(),
                        Optional.of(runner.run(slot.candidate(), installed, compiled, order)));
        };
    }
}
