package dev.assay.executor.execute;

import dev.assay.executor.ExecutorSettings;
import dev.assay.executor.judge.ExecutionPlan;
import dev.assay.executor.judge.Judgement;
import dev.assay.executor.judge.ProgramJudge;
import dev.assay.executor.judge.ProgramPlan;
import dev.assay.executor.judge.ReferenceResults;
import dev.assay.executor.judge.SplitJudge;
import dev.assay.executor.judge.SplitJudgePlan;
import dev.assay.executor.language.Runtimes;
import dev.assay.executor.readiness.IsolationGuard;
import dev.assay.executor.sandbox.SandboxUnavailable;
import dev.assay.executor.sandbox.Sandboxes;
import dev.assay.executor.sandbox.SlotPool.SlotWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The judge over the guarded sandboxes. Both throw {@link SandboxUnavailable} where nothing untrusted may run. */
@ApplicationScoped
class JudgeBench {

    private final IsolationGuard guard;
    private final ReferenceResults references;
    private final Runtimes runtimes;
    private final String executorId;

    JudgeBench(IsolationGuard guard, Runtimes runtimes, ExecutorSettings settings) {
        this.guard = guard;
        this.references = new ReferenceResults(settings.referenceCacheBytes());
        this.runtimes = runtimes;
        this.executorId = settings.id().orElseGet(JudgeBench::hostName);
    }

    Sandboxes sandboxes() {
        return guard.sandboxes();
    }

    /**
     * What judges by the plan in a slot. Throws {@link dev.assay.executor.language.RuntimeMissing} where the answer's
     * language has no runtime here.
     */
    SlotWork<Judgement> judging(ExecutionPlan plan) throws InterruptedException {
        return switch (plan) {
            case SplitJudgePlan split -> {
                SplitJudge judge = new SplitJudge(guard.sandboxes(), references, executorId);
                yield slot -> judge.judge(slot, split);
            }
            case ProgramPlan program -> {
                ProgramJudge judge = new ProgramJudge(
                        guard.sandboxes(), runtimes.require(program.test().language()), executorId);
                yield slot -> judge.judge(slot, program);
            }
        };
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
