package dev.assay.scorer.record;

import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.event.ExecutionOutcome;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.record.AttemptRecord;
import dev.assay.contracts.record.AttemptSummary;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Usage;
import java.util.Optional;

/** Attempts as the documents that others read. */
public final class Records {

    private Records() {}

    /** Everything known about an attempt; the documents are as they came. */
    public static AttemptRecord full(Attempt attempt) {
        Optional<AttemptFinished> finished = attempt.finish().map(Finish::event);
        return new AttemptRecord(
                attempt.ref(),
                attempt.problem(),
                finished.map(AttemptFinished::verdict),
                finished.map(AttemptFinished::reason),
                finished.map(AttemptFinished::score),
                generation(attempt),
                execution(attempt),
                finished.flatMap(AttemptFinished::error)
                        .or(() -> error(attempt))
                        .or(() -> errorOfHelp(attempt)),
                finished.flatMap(AttemptFinished::feedback),
                attempt.finish().map(Finish::at),
                attempt.role());
    }

    /** An attempt in a list. Its cost is unknown until an answer says it. */
    static AttemptSummary summary(Attempt attempt) {
        Optional<AttemptFinished> finished = attempt.finish().map(Finish::event);
        Optional<Generation> generation = generation(attempt);
        return new AttemptSummary(
                attempt.ref().attemptId(),
                attempt.ref().trialId(),
                attempt.ref().runId(),
                attempt.ref().experimentId(),
                attempt.problem().problemId(),
                attempt.ref().attemptNumber(),
                finished.map(AttemptFinished::verdict),
                finished.map(AttemptFinished::reason),
                finished.map(AttemptFinished::score),
                generation.map(Generation::usage).orElse(Usage.NONE),
                generation.map(Generation::cost).orElse(Cost.UNKNOWN),
                generation.flatMap(Generation::cachedFrom),
                attempt.finish().map(Finish::at),
                detail(attempt, finished),
                attempt.role());
    }

    private static Optional<String> detail(Attempt attempt, Optional<AttemptFinished> finished) {
        return finished.flatMap(AttemptFinished::error)
                .or(() -> errorOfHelp(attempt))
                .map(StageError::message)
                .or(() -> execution(attempt).map(Execution::detail))
                .filter(text -> !text.isBlank());
    }

    private static Optional<Generation> generation(Attempt attempt) {
        return attempt.generation().flatMap(received -> switch (received.outcome()) {
            case GenerationOutcome.Answered(Generation generation) -> Optional.of(generation);
            case GenerationOutcome.Failed failed -> Optional.empty();
            case GenerationOutcome.Withheld withheld -> Optional.empty();
        });
    }

    private static Optional<Execution> execution(Attempt attempt) {
        return attempt.execution().flatMap(received -> switch (received.outcome()) {
            case ExecutionOutcome.Ran(Execution execution) -> Optional.of(execution);
            case ExecutionOutcome.Failed failed -> Optional.empty();
        });
    }

    /** The execution's failure where there is one before the attempt is finished: it waits for its answer. */
    private static Optional<StageError> error(Attempt attempt) {
        return attempt.execution().flatMap(received -> switch (received.outcome()) {
            case ExecutionOutcome.Ran ran -> Optional.empty();
            case ExecutionOutcome.Failed(StageError error) -> Optional.of(error);
        });
    }

    /** A call that helps has no end of its own to say it. */
    private static Optional<StageError> errorOfHelp(Attempt attempt) {
        return attempt.generation()
                .filter(_ -> attempt.role().isPresent())
                .flatMap(received -> switch (received.outcome()) {
                    case GenerationOutcome.Failed(StageError error) -> Optional.of(error);
                    case GenerationOutcome.Answered answered -> Optional.empty();
                    case GenerationOutcome.Withheld withheld -> Optional.empty();
                });
    }
}
