package dev.assay.experiment.closedloop;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.contracts.task.program.ProgramOutcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What came of a trial, under the names that closed-loop results have.
 *
 * @param task id of the problem
 * @param model short name
 * @param modelId as the server knows it
 * @param repeat from 1
 * @param successRate 1.0 or 0.0; absent where infrastructure failed every call
 * @param wallTimeS seconds that calls and runs of all attempts took
 * @param finalOutcome of the last judged attempt
 * @param bestOutcome of all judged attempts
 * @param costUsd absent where a price is unknown
 * @param cacheHitTokens input tokens that a cache served
 * @param cacheMissTokens the other input tokens
 * @param thinkingTokens absent where the provider does not count them
 * @param finishReasons of each attempt
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ResultCell(
        String task,
        String language,
        String model,
        String modelId,
        int repeat,
        long generationTokens,
        long inputTokens,
        List<Long> repairTokensByTurn,
        Optional<Integer> attemptsToSuccess,
        int attemptsTotal,
        Optional<Double> successRate,
        double wallTimeS,
        Optional<ProgramOutcome> finalOutcome,
        Optional<ProgramOutcome> bestOutcome,
        Optional<BigDecimal> costUsd,
        long cacheHitTokens,
        long cacheMissTokens,
        Optional<Long> thinkingTokens,
        List<String> finishReasons,
        int apiErrors,
        List<AttemptTrace> attemptTrace) {

    /** Who ran what. */
    record Subject(String task, String language, String model, String modelId, int repeat) {}

    /** What a language and a model have in common over all tasks. */
    record Column(String language, String model) {}

    static ResultCell of(Subject subject, List<AttemptTrace> attempts, Optional<BigDecimal> costUsd) {
        TrialFigures figures =
                TrialFigures.of(attempts.stream().map(AttemptTrace::figures).toList());
        List<AttemptTrace> judged =
                attempts.stream().filter(one -> one.outcome().isPresent()).toList();
        long cached = judged.stream().mapToLong(AttemptTrace::cacheHitTokens).sum();
        boolean thinkingKnown = !judged.isEmpty()
                && judged.stream().allMatch(one -> one.thinkingTokens().isPresent());
        return new ResultCell(
                subject.task(),
                subject.language(),
                subject.model(),
                subject.modelId(),
                subject.repeat(),
                figures.generationTokens(),
                figures.inputTokens(),
                figures.repairTokensByTurn(),
                figures.attemptsToSuccess(),
                figures.attemptsTotal(),
                figures.successRate(),
                attempts.stream().mapToLong(AttemptTrace::wallTimeMs).sum() / 1000.0,
                figures.finalOutcome(),
                figures.bestOutcome(),
                costUsd,
                cached,
                figures.inputTokens() - cached,
                thinkingKnown
                        ? Optional.of(judged.stream()
                                .mapToLong(one -> one.thinkingTokens().orElseThrow())
                                .sum())
                        : Optional.empty(),
                judged.stream().flatMap(one -> one.finishReason().stream()).toList(),
                attempts.stream().mapToInt(AttemptTrace::apiErrors).sum(),
                attempts);
    }

    Column column() {
        return new Column(language, model);
    }

    List<AttemptFigures> figures() {
        return attemptTrace.stream().map(AttemptTrace::figures).toList();
    }

    boolean succeeded() {
        return attemptsToSuccess.isPresent();
    }
}
