package dev.assay.executor.execute;

import dev.assay.executor.ExecutorSettings;
import dev.assay.executor.judge.ReferenceResults;
import dev.assay.executor.judge.SplitJudge;
import dev.assay.executor.readiness.IsolationGuard;
import dev.assay.executor.sandbox.SandboxUnavailable;
import dev.assay.executor.sandbox.Sandboxes;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The judge over the guarded sandboxes. Both throw {@link SandboxUnavailable} where nothing untrusted may run. */
@ApplicationScoped
class JudgeBench {

    private final IsolationGuard guard;
    private final ReferenceResults references;
    private final String executorId;

    JudgeBench(IsolationGuard guard, ExecutorSettings settings) {
        this.references = new ReferenceResults(settings.referenceCacheBytes());
        this.guard = guard;
        this.executorId = settings.id().orElseGet(JudgeBench::hostName);
    }

    Sandboxes sandboxes() {
        return guard.sandboxes();
    }

    SplitJudge judge() {
        return new SplitJudge(guard.sandboxes(), references, executorId);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
