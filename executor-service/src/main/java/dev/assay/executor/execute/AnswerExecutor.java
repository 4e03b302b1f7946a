package dev.assay.executor.execute;

import dev.assay.contracts.event.ExecutionOutcome;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.executor.judge.ExecutionPlan;
import dev.assay.executor.judge.Judgement;
import dev.assay.executor.language.RuntimeMissing;
import dev.assay.executor.oracle.OracleUnavailable;
import dev.assay.executor.oracle.Oracles;
import dev.assay.executor.sandbox.SandboxUnavailable;
import dev.assay.executor.sandbox.SlotPool;
import dev.assay.executor.sandbox.SlotPool.SlotWork;
import dev.assay.frame.drain.Drain;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Runs answers, and tells the model's failures from our own. */
@ApplicationScoped
public class AnswerExecutor {

    static final String STAGE = "executor-service";

    private static final Logger LOG = Logger.getLogger(AnswerExecutor.class);

    private final Planners planners;
    private final Oracles oracles;
    private final JudgeBench bench;
    private final Drain drain;
    private final MeterRegistry meters;

    AnswerExecutor(Planners planners, Oracles oracles, JudgeBench bench, Drain drain, MeterRegistry meters) {
        this.planners = planners;
        this.oracles = oracles;
        this.bench = bench;
        this.drain = drain;
        this.meters = meters;
    }

    /** What came of running the answer; empty where answers to such problems do not run. */
    public Optional<ExecutionOutcome> execute(ProblemRef problem, AnswerForm form, String answer) {
        return planners.of(problem.taskType()).map(planner -> {
            ExecutionOutcome outcome = run(planner, problem, form, answer);
            count(outcome);
            return outcome;
        });
    }

    private ExecutionOutcome run(ExecutionPlanner planner, ProblemRef problem, AnswerForm form, String answer) {
        try {
            OracleProblem oracle = oracles.byHash(problem.oracleHash());
            return judge(planner.plan(oracle, form, answer));
        } catch (OracleUnavailable e) {
            return failed(e.code(), e.getMessage(), e.isRetryable());
        } catch (UncheckedIOException e) {
            LOG.errorf(e, "the oracle of %s cannot be read", problem);
            return failed("oracle_unreadable", "the oracle is not of the form of its task type", false);
        } catch (RuntimeMissing e) {
            return failed("runtime_missing", e.getMessage(), false);
        } catch (SandboxUnavailable e) {
            // Where the service is going, and its sandboxes with it, the answer is left for another time.
            drain.pause(Duration.ZERO);
            return failed("sandbox_unavailable", e.getMessage(), true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted", "the executor was stopped", true);
        }
    }

    private ExecutionOutcome judge(ExecutionPlan plan) throws InterruptedException {
        SlotPool slots = bench.sandboxes().slots();
        SlotWork<Judgement> work = bench.judging(plan);
        Judgement first;
        try {
            first = slots.inOne(work);
        } catch (SandboxUnavailable e) {
            LOG.warnf("a sandbox failed and is tried once more: %s", e.getMessage());
            first = slots.inOne(work);
        }
        return switch (first) {
            case Judgement.Judged judged -> new ExecutionOutcome.Ran(judged.execution());
            case Judgement.Disturbed disturbed -> judgeAlone(slots, work);
        };
    }

    private static ExecutionOutcome judgeAlone(SlotPool slots, SlotWork<Judgement> work) throws InterruptedException {
        return switch (slots.alone(work)) {
            case Judgement.Judged judged -> new ExecutionOutcome.Ran(judged.execution());
            case Judgement.Disturbed disturbed ->
                failed("host_overloaded", "the host was too busy to judge the answer, even alone", true);
        };
    }

    private static ExecutionOutcome failed(String cause, String message, boolean retryable) {
        LOG.warnf("not executed: %s: %s", cause, message);
        return new ExecutionOutcome.Failed(new StageError(STAGE, cause, message, retryable));
    }

    private void count(ExecutionOutcome outcome) {
        String verdict = switch (outcome) {
            case ExecutionOutcome.Ran ran -> ran.execution().verdict().code();
            case ExecutionOutcome.Failed failed -> "infrastructure_error";
        };
        meters.counter("assay.executions", "verdict", verdict).increment();
    }
}
