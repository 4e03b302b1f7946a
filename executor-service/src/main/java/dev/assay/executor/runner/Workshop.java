package dev.assay.executor.runner;

import dev.assay.executor.judge.ExecutionPlan;
import dev.assay.executor.judge.Judgement;
import dev.assay.executor.judge.OutputJudge;
import dev.assay.executor.judge.OutputPlan;
import dev.assay.executor.judge.ProgramJudge;
import dev.assay.executor.judge.ProgramPlan;
import dev.assay.executor.judge.ReferenceResults;
import dev.assay.executor.judge.SplitJudge;
import dev.assay.executor.judge.SplitJudgePlan;
import dev.assay.executor.language.Documentation;
import dev.assay.executor.language.DocumentationReader;
import dev.assay.executor.language.InstalledRuntime;
import dev.assay.executor.language.LanguageOrder;
import dev.assay.executor.language.LanguageRunner;
import dev.assay.executor.language.LanguageRunner.Compilation;
import dev.assay.executor.language.RuntimeMissing;
import dev.assay.executor.language.RuntimeState;
import dev.assay.executor.language.Runtimes;
import dev.assay.executor.program.ProgramEnd;
import dev.assay.executor.program.ProgramOrder;
import dev.assay.executor.program.ProgramRunner;
import dev.assay.executor.runner.Ran.Step;
import dev.assay.executor.sandbox.SandboxLimits;
import dev.assay.executor.sandbox.SandboxUnavailable;
import dev.assay.executor.sandbox.Sandboxes;
import dev.assay.executor.sandbox.Slot;
import dev.assay.executor.sandbox.SlotPool.SlotWork;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Does what is asked in the slots of the sandboxes, and again alone where the host was too busy. Everything here throws
 * {@link SandboxUnavailable} where the sandboxes fail and {@link RuntimeMissing} where a language has no runtime.
 */
final class Workshop {

    private static final Logger LOG = Logger.getLogger(Workshop.class);

    private final Sandboxes sandboxes;
    private final Runtimes runtimes;
    private final ReferenceResults references;

    Workshop(Sandboxes sandboxes, Runtimes runtimes, ReferenceResults references) {
        this.sandboxes = sandboxes;
        this.runtimes = runtimes;
        this.references = references;
    }

    /** Judges an answer; {@link Judgement.Disturbed} where the host was too busy even for it alone. */
    Judgement judge(ExecutionPlan plan, String executorId) throws InterruptedException {
        SlotWork<Judgement> work = judging(plan, executorId);
        try {
            return sandboxes.slots().inOneOrAlone(work, Judgement.Disturbed.class::isInstance);
        } catch (SandboxUnavailable e) {
            LOG.warnf("a sandbox failed and is tried once more: %s", e.getMessage());
            return sandboxes.slots().inOneOrAlone(work, Judgement.Disturbed.class::isInstance);
        }
    }

    Ran run(CodeOrder order) throws InterruptedException {
        InstalledRuntime installed = runtimes.require(order.language());
        SandboxLimits own = LanguageRunner.compileLimits(installed.runtime());
        LanguageOrder complete = new LanguageOrder(
                order.code(),
                order.files(),
                List.of(),
                order.input(),
                order.results(),
                order.compileLimits()
                        .map(limits -> limits.with(own.memoryBytes()))
                        .orElse(own),
                order.limits().with(SandboxLimits.DEFAULT_MEMORY_BYTES));
        LanguageRunner runner = new LanguageRunner(sandboxes);
        return sandboxes
                .slots()
                .inOneOrAlone(slot -> compileAndRun(slot, runner, installed, complete), Ran::wasDisturbed);
    }

    Ran run(ProgramOrder order) throws InterruptedException {
        ProgramRunner runner = new ProgramRunner(sandboxes);
        return sandboxes
                .slots()
                .inOneOrAlone(
                        slot -> new Ran(
                                "command",
                                tier(),
                                Optional.empty(),
                                Optional.of(new Step(runner.run(slot.candidate(), order), order.limits()))),
                        Ran::wasDisturbed);
    }

    List<RuntimeState> runtimes() throws InterruptedException {
        return runtimes.all();
    }

    Documentation documentation(String language) throws InterruptedException {
        return new DocumentationReader(sandboxes).read(runtimes.require(language));
    }

    private SlotWork<Judgement> judging(ExecutionPlan plan, String executorId) throws InterruptedException {
        return switch (plan) {
            case SplitJudgePlan split -> {
                SplitJudge judge = new SplitJudge(sandboxes, references, executorId);
                yield slot -> judge.judge(slot, split);
            }
            case OutputPlan output -> {
                OutputJudge judge = new OutputJudge(sandboxes, runtimes.require(output.language()), executorId);
                yield slot -> judge.judge(slot, output);
            }
            case ProgramPlan program -> {
                ProgramJudge judge = new ProgramJudge(
                        sandboxes, runtimes.require(program.test().language()), executorId);
                yield slot -> judge.judge(slot, program);
            }
        };
    }

    private Ran compileAndRun(Slot slot, LanguageRunner runner, InstalledRuntime installed, LanguageOrder order) {
        return switch (runner.compile(slot.candidate(), installed, order)) {
            case Compilation.NotCompiled(ProgramEnd end) ->
                new Ran(installed.label(), tier(), Optional.of(new Step(end, order.compileLimits())), Optional.empty());
            case Compilation.Compiled compiled ->
                new Ran(
                        installed.label(),
                        tier(),
                        compiled.end().map(end -> new Step(end, order.compileLimits())),
                        Optional.of(
                                new Step(runner.run(slot.candidate(), installed, compiled, order), order.limits())));
        };
    }

    private String tier() {
        return sandboxes.tier().code();
    }
}
