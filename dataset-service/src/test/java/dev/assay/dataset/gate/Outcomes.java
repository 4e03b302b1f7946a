package dev.assay.dataset.gate;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.CheckRequested;
import dev.assay.contracts.event.ExecutionOutcome;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.Extraction;
import dev.assay.contracts.record.Execution.Integrity;
import dev.assay.contracts.record.Execution.Limits;
import dev.assay.contracts.record.Execution.Output;
import dev.assay.contracts.record.Execution.Resources;
import dev.assay.contracts.record.Execution.Sandbox;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Builds outcomes of executions. */
final class Outcomes {

    static final long CPU_MS = 37;

    private Outcomes() {}

    static ExecutionOutcome passed() {
        return ran(Verdict.PASSED, Status.PASSED, Status.PASSED);
    }

    static ExecutionOutcome partly() {
        return ran(Verdict.WRONG_ANSWER, Status.PASSED, Status.FAILED);
    }

    static ExecutionOutcome nothingPassed() {
        return ran(Verdict.WRONG_ANSWER, Status.FAILED, Status.FAILED);
    }

    static ExecutionOutcome noCode() {
        return ran(Verdict.EXTRACTION_FAILED);
    }

    static ExecutionOutcome noSandbox(boolean retryable) {
        return new ExecutionOutcome.Failed(
                new StageError("executor-service", "sandbox_unavailable", "no sandbox", retryable));
    }

    /** What a candidate must give. */
    static ExecutionOutcome expected(CheckRequested check) {
        if (check.candidate().equals("reference")) {
            return passed();
        }
        return check.candidate().startsWith("bad:") ? partly() : noCode();
    }

    private static ExecutionOutcome ran(Verdict verdict, Status... tests) {
        return new ExecutionOutcome.Ran(new Execution(
                verdict,
                "reason",
                "detail",
                new Extraction(Optional.of("code"), "completion", "1"),
                List.of(tests).stream()
                        .map(status -> new TestOutcome("test", Visibility.HIDDEN, status, Optional.empty()))
                        .toList(),
                new Output("", 0, false),
                new Resources(
                        CPU_MS, 50, Optional.empty(), Optional.empty(), new Limits(10_000, 100_000, 1 << 30, true)),
                Integrity.SPLIT,
                new Sandbox("T1", "python", "hash", "executor"),
                Instant.now()));
    }
}
