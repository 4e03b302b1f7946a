package dev.assay.executor;

import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Program;
import dev.assay.executor.judge.Judgement;
import dev.assay.executor.judge.ProgramJudge;
import dev.assay.executor.judge.ProgramPlan;
import dev.assay.executor.language.InstalledRuntime;
import dev.assay.executor.language.RuntimeCatalog;
import dev.assay.executor.language.RuntimeMissing;
import dev.assay.executor.language.Runtimes;
import dev.assay.executor.sandbox.SandboxLimits;
import dev.assay.executor.sandbox.Sandboxes;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Real sandboxes and the runtimes that this host has. */
public final class LanguageFixture implements AutoCloseable {

    public static final SandboxLimits LIMITS =
            new SandboxLimits(Duration.ofSeconds(5), Duration.ofSeconds(30), 512L << 20);

    private final Sandboxes sandboxes;
    private final Runtimes runtimes;

    public LanguageFixture(int slots, int firstSlot, RuntimeCatalog catalog) {
        this.sandboxes = Sandboxes.open(slots, firstSlot);
        this.runtimes = new Runtimes(catalog, () -> sandboxes);
    }

    public Sandboxes sandboxes() {
        return sandboxes;
    }

    public Runtimes runtimes() {
        return runtimes;
    }

    /** The runtime; where this host has none, the test is reported as not run, with what to install. */
    public InstalledRuntime installed(String language) {
        try {
            return runtimes.require(language);
        } catch (RuntimeMissing e) {
            return Assumptions.abort(e.getMessage());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public Execution run(AnswerForm form, String answer, String context, String entryPoint, Program test) {
        return run(new ProgramPlan(form, answer, context, entryPoint, test, LIMITS, true));
    }

    public Execution run(ProgramPlan plan) {
        InstalledRuntime installed = installed(plan.test().language());
        ProgramJudge judge = new ProgramJudge(sandboxes, installed, "test");
        try {
            return switch (sandboxes.slots().inOne(slot -> judge.judge(slot, plan))) {
                case Judgement.Judged judged -> judged.execution();
                case Judgement.Disturbed disturbed -> throw new AssertionError("the host is too busy for this test");
            };
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public static Program test(String language, String complaint, String code) {
        return new Program(language, code, Visibility.FEEDBACK, Optional.of(complaint));
    }

    @Override
    public void close() {
        sandboxes.close();
    }
}
