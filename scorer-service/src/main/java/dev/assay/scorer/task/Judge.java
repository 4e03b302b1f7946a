package dev.assay.scorer.task;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.event.ExecutionOutcome;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Score;
import dev.assay.contracts.record.Usage;
import dev.assay.frame.oracle.OracleUnavailable;
import dev.assay.scorer.record.Attempt;
import dev.assay.scorer.record.Received;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Says how an attempt ends, as soon as all that its task needs is known. */
@Singleton
public class Judge {

    private static final Logger LOG = Logger.getLogger(Judge.class);
    private static final String STAGE = "scorer-service";

    private final Scorers scorers;

    public Judge(Scorers scorers) {
        this.scorers = scorers;
    }

    /**
     * The end of an attempt, from what is known of it; empty while something is missing, where the call was withheld,
     * where only a failure of an earlier dispatch is known (the current one will tell), and for calls that help.
     *
     * @param oracles gives an oracle by its hash, or throws {@link OracleUnavailable}
     */
    public Optional<AttemptFinished> judge(Attempt attempt, Function<String, OracleProblem> oracles) {
        return attempt.generation()
                .filter(_ -> attempt.role().isEmpty())
                .flatMap(generation -> switch (generation.outcome()) {
                    case GenerationOutcome.Answered(Generation answer) -> judge(attempt, answer, oracles);
                    case GenerationOutcome.Failed(StageError error) ->
                        ofCurrent(attempt, generation)
                                .map(current -> infrastructureError(attempt, Optional.empty(), error));
                    case GenerationOutcome.Withheld withheld -> Optional.empty();
                });
    }

    /** Whether answers to such a problem are held against its oracle here. */
    public boolean needsOracle(ProblemRef problem) {
        return scorers.of(problem.taskType()).filter(Scorer::needsOracle).isPresent();
    }

    private Optional<AttemptFinished> judge(
            Attempt attempt, Generation answer, Function<String, OracleProblem> oracles) {
        String taskType = attempt.problem().taskType();
        Optional<Scorer> scorer = scorers.of(taskType);
        if (scorer.isEmpty()) {
            StageError error = new StageError(
                    STAGE, "unknown_task_type", "no scorer is installed for the task type " + taskType, false);
            return Optional.of(infrastructureError(attempt, Optional.of(answer), error));
        }
        if (!scorer.get().needsExecution()) {
            return Optional.of(score(attempt, scorer.get(), answer, Optional.empty(), oracles));
        }
        return attempt.execution().flatMap(execution -> switch (execution.outcome()) {
            case ExecutionOutcome.Ran(Execution run) ->
                Optional.of(score(attempt, scorer.get(), answer, Optional.of(run), oracles));
            case ExecutionOutcome.Failed(StageError error) ->
                ofCurrent(attempt, execution).map(current -> infrastructureError(attempt, Optional.of(answer), error));
        });
    }

    private static <T> Optional<Received<T>> ofCurrent(Attempt attempt, Received<T> received) {
        return Optional.of(received)
                .filter(one -> one.dispatchNumber() == attempt.ref().dispatchNumber());
    }

    private static AttemptFinished score(
            Attempt attempt,
            Scorer scorer,
            Generation answer,
            Optional<Execution> execution,
            Function<String, OracleProblem> oracles) {
        try {
            Optional<OracleProblem> oracle = scorer.needsOracle()
                    ? Optional.of(oracles.apply(attempt.problem().oracleHash()))
                    : Optional.empty();
            Judgement judgement = scorer.score(answer, execution, oracle);
            Optional<Feedback> feedback = attempt.feedbackPolicy()
                    .filter(policy -> judgement.verdict().canBeRepaired())
                    .map(policy -> scorer.feedback(policy, judgement, answer, execution))
                    .map(FeedbackBound::within);
            return finished(attempt, judgement, Optional.of(answer), execution, Optional.empty(), feedback);
        } catch (OracleUnavailable e) {
            StageError error = new StageError(STAGE, e.code(), e.getMessage(), e.isRetryable());
            return infrastructureError(attempt, Optional.of(answer), error);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "%s cannot judge attempt %s",
                    scorer.version(),
                    attempt.ref().attemptId());
            StageError error = new StageError(STAGE, "scorer_failed", scorer.version() + ": " + e.getMessage(), false);
            return infrastructureError(attempt, Optional.of(answer), error);
        }
    }

    private static AttemptFinished infrastructureError(Attempt attempt, Optional<Generation> answer, StageError error) {
        Judgement judgement =
                new Judgement(Verdict.INFRASTRUCTURE_ERROR, error.cause(), new Score(STAGE, 0, 0, Optional.empty()));
        return finished(attempt, judgement, answer, Optional.empty(), Optional.of(error), Optional.empty());
    }

    private static AttemptFinished finished(
            Attempt attempt,
            Judgement judgement,
            Optional<Generation> answer,
            Optional<Execution> execution,
            Optional<StageError> error,
            Optional<Feedback> feedback) {
        return new AttemptFinished(
                attempt.ref(),
                judgement.verdict(),
                judgement.reason(),
                judgement.score(),
                answer.map(Generation::usage).orElse(Usage.NONE),
                answer.map(Generation::cost).orElse(Cost.UNKNOWN),
                answer.flatMap(Generation::cachedFrom),
                error,
                answer.flatMap(Generation::call).map(Generation.ModelCall::totalMs),
                execution.map(run -> run.resources().cpuMs()),
                feedback);
    }
}
