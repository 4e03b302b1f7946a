package dev.assay.cli.evaluate;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.http.AssayClient.TrialFilter;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.record.AttemptRecord;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.SampleResult;
import dev.assay.contracts.run.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What came of brought answers, in the words of a results file. */
final class SampleResults {

    /** Attempt records asked for at once. */
    private static final int AT_ONCE = 8;

    private final AssayClient client;

    SampleResults(AssayClient client) {
        this.client = client;
    }

    private record Place(String problemId, int sampleNumber) {}

    /** The results of the answers, in their order. */
    List<SampleResult> of(String runId, ProvidedAnswers provided) {
        Map<Place, Trial> trials = client.trials(runId, TrialFilter.ALL, Integer.MAX_VALUE).stream()
                .collect(Collectors.toMap(
                        trial -> new Place(trial.problemId(), trial.sampleNumber()), Function.identity()));
        try (ExecutorService askers =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<SampleResult>> results = provided.answers().stream()
                    .map(answer -> new Place(answer.problemId(), answer.sampleNumber()))
                    .map(place -> Optional.ofNullable(trials.get(place)))
                    .map(trial -> askers.submit(() -> trial.map(this::result).orElseGet(SampleResults::missing)))
                    .toList();
            return results.stream().map(SampleResults::get).toList();
        }
    }

    private static SampleResult get(Future<SampleResult> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.infrastructure("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private static SampleResult missing() {
        return SampleResult.notJudged("the run has no such trial");
    }

    private SampleResult result(Trial trial) {
        if (trial.verdict().isEmpty()) {
            return SampleResult.notJudged(trial.state().code());
        }
        Verdict verdict = trial.verdict().get();
        return SampleResult.of(
                verdict, () -> verdict.countsForModel() ? detail(trial, verdict) : cause(trial, verdict));
    }

    private String detail(Trial trial, Verdict verdict) {
        return record(trial)
                .flatMap(AttemptRecord::execution)
                .map(Execution::detail)
                .filter(text -> !text.isBlank())
                .orElseGet(() -> SampleResult.coded(verdict, trial.reason()));
    }

    private String cause(Trial trial, Verdict verdict) {
        return record(trial)
                .flatMap(AttemptRecord::error)
                .map(StageError::message)
                .orElseGet(() -> SampleResult.coded(verdict, trial.reason()));
    }

    /** The attempt's record; what it would add is not worth losing the verdict for. */
    private Optional<AttemptRecord> record(Trial trial) {
        try {
            return trial.lastAttemptId().map(id -> client.attempt(id.toString()));
        } catch (Failure e) {
            return Optional.empty();
        }
    }
}
