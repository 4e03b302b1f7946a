package dev.assay.experiment.closedloop;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.AttemptRecord;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.ProgramRun;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.task.program.Clipping;
import dev.assay.contracts.task.program.ProgramOutcome;
import java.util.Optional;

/**
 * One attempt of a trial. What a program wrote is that of the first visible case that did not end as it should, or of the
 * last visible one.
 *
 * @param outcome absent where infrastructure failed
 * @param code as it was run; absent where the answer held none
 * @param stdout at most 1,000 characters, first and last part
 * @param stderr at most 1,000 characters, first and last part
 * @param exitCode absent where nothing ran to its end
 * @param inputTokens from a cache or not
 * @param generationTokens with those of reasoning
 * @param thinkingTokens absent where the provider does not count them
 * @param apiErrors calls that failed before the one that counts
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record AttemptTrace(
        int attempt,
        Optional<Verdict> verdict,
        Optional<String> reason,
        Optional<ProgramOutcome> outcome,
        Optional<String> code,
        String stdout,
        String stderr,
        Optional<Integer> exitCode,
        long inputTokens,
        long generationTokens,
        long cacheHitTokens,
        Optional<Long> thinkingTokens,
        Optional<String> finishReason,
        int apiErrors,
        long wallTimeMs) {

    private static final int SHOWN_OUTPUT = 1_000;

    static AttemptTrace of(AttemptRecord record) {
        Usage usage = record.generation().map(Generation::usage).orElse(Usage.NONE);
        Optional<ProgramRun> run = record.execution().flatMap(AttemptTrace::telling);
        Optional<Generation.ModelCall> call = record.generation().flatMap(Generation::call);
        return new AttemptTrace(
                record.attempt().attemptNumber(),
                record.verdict(),
                record.reason(),
                record.verdict().flatMap(ProgramOutcome::of),
                record.execution().flatMap(execution -> execution.extraction().code()),
                Clipping.headAndTail(run.map(ProgramRun::stdout).orElse(""), SHOWN_OUTPUT),
                Clipping.headAndTail(run.map(ProgramRun::stderr).orElse(""), SHOWN_OUTPUT),
                run.flatMap(ProgramRun::exitCode),
                usage.inputTokens() + usage.cacheReadTokens() + usage.cacheWriteTokens(),
                usage.outputTokens() + usage.reasoningTokens(),
                usage.cacheReadTokens(),
                thinking(usage, call),
                record.generation().map(generation -> generation.finishReason().code()),
                call.map(one -> one.retries().size()).orElse(0),
                call.map(Generation.ModelCall::totalMs).orElse(0L)
                        + record.execution()
                                .map(execution -> execution.resources().wallMs())
                                .orElse(0L));
    }

    AttemptFigures figures() {
        return new AttemptFigures(outcome, generationTokens, inputTokens);
    }

    private static Optional<ProgramRun> telling(Execution execution) {
        return execution
                .programs()
                .flatMap(runs -> runs.stream()
                        .filter(run -> execution.tests().stream()
                                .filter(test -> test.name().equals(run.test()))
                                .noneMatch(test -> test.status() == Execution.TestOutcome.Status.PASSED))
                        .findFirst()
                        .or(() -> runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast())));
    }

    /** A provider that counts them says so where there are none, too. */
    private static Optional<Long> thinking(Usage usage, Optional<Generation.ModelCall> call) {
        boolean counted = usage.reasoningTokens() > 0
                || call.filter(one -> one.wireResponse().contains("\"reasoning_tokens\""))
                        .isPresent();
        return counted ? Optional.of(usage.reasoningTokens()) : Optional.empty();
    }
}
