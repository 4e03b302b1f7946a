package dev.assay.executor.execute;

import dev.assay.contracts.event.ExecutionOutcome;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.executor.ExecutorId;
import dev.assay.executor.judge.ExecutionPlan;
import dev.assay.executor.judge.Judgement;
import dev.assay.executor.language.RuntimeMissing;
import dev.assay.executor.readiness.IsolationGuard;
import dev.assay.executor.runner.RunnerClient;
import dev.assay.executor.runner.RunnerGone;
import dev.assay.executor.sandbox.SandboxUnavailable;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.oracle.OracleUnavailable;
import dev.assay.frame.oracle.Oracles;
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

    /** Runners that one answer may see go before it is given up: it may be the answer that ends them. */
    private static final int RUNNERS = 3;

    private static final Duration RUNNER_PATIENCE = Duration.ofSeconds(60);

    private static final Logger LOG = Logger.getLogger(AnswerExecutor.class);

    private final Planners planners;
    private final Oracles oracles;
    private final IsolationGuard guard;
    private final String executorId;
    private final Drain drain;
    private final MeterRegistry meters;

    AnswerExecutor(
            Planners planners,
            Oracles oracles,
            IsolationGuard guard,
            ExecutorId executorId,
            Drain drain,
            MeterRegistry meters) {
        this.planners = planners;
        this.oracles = oracles;
        this.guard = guard;
        this.executorId = executorId.value();
        this.drain = drain;
        this.meters = meters;
    }

    /** What came of running the answer; empty where answers to such problems do not run. */
    public Optional<ExecutionOutcome> execute(ProblemRef problem, Answer answer) {
        return planners.of(problem.taskType()).map(planner -> {
            ExecutionOutcome outcome = run(planner, problem, answer);
            count(outcome);
            return outcome;
        });
    }

    private ExecutionOutcome run(ExecutionPlanner planner, ProblemRef problem, Answer answer) {
        try {
            OracleProblem oracle = oracles.byHash(problem.oracleHash());
            return judge(planner.plan(oracle, answer));
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
        }
    }

    /** Where the runner goes while it judges, the next one is asked. */
    private ExecutionOutcome judge(ExecutionPlan plan) {
        for (int time = 1; ; time++) {
            RunnerClient runner = guard.awaitRunner(RUNNER_PATIENCE);
            try {
                return outcome(runner.judge(plan, executorId));
            } catch (RunnerGone e) {
                guard.lost(runner);
                if (time == RUNNERS) {
                    throw e;
                }
                LOG.warnf("an answer is judged again: %s", e.getMessage());
            }
        }
    }

    private static ExecutionOutcome outcome(Judgement judgement) {
        return switch (judgement) {
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
