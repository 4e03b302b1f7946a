package dev.assay.experiment.closedloop;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.statistics.Spread;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A language and a model over all tasks.
 *
 * @param documentation that its prompts had
 * @param retryCap attempts in all that a trial could have
 * @param trials judged trials
 * @param unjudged trials in which infrastructure failed every call; in no rate
 * @param firstAttempt the first judged attempts alone, as if there were no repair
 * @param wholeTrials all attempts
 * @param succeededWithin at place k−1, the trials that work within k attempts
 * @param flatFrom the first attempt from which that curve rises no more
 * @param repeats by task where it was repeated
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ColumnSummary(
        String language,
        String model,
        Optional<AnswerLanguage.Documentation> documentation,
        int retryCap,
        int trials,
        int unjudged,
        Expense firstAttempt,
        Expense wholeTrials,
        List<Integer> succeededWithin,
        int flatFrom,
        List<Repeats> repeats) {

    /**
     * What success costs in tokens.
     *
     * @param tokensPerSuccess all tokens, those of failures too, for each success; absent without one
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Expense(
            int succeeded,
            Optional<Double> successRate,
            long generationTokens,
            long inputTokens,
            Optional<Double> tokensPerSuccess) {

        static Expense of(Economics economics) {
            return new Expense(
                    economics.succeeded(),
                    present(economics.successRate()),
                    economics.generationTokens(),
                    economics.inputTokens(),
                    present(economics.tokensPerSuccess()));
        }

        private static Optional<Double> present(OptionalDouble value) {
            return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
        }
    }

    /** A task that was repeated: median and standard deviation over its judged repeats. */
    record Repeats(
            String task,
            int succeeded,
            Spread generationTokens,
            Spread inputTokens,
            Spread attemptsTotal,
            Spread wallTimeS) {

        private static Repeats of(String task, List<ResultCell> cells) {
            return new Repeats(
                    task,
                    (int) cells.stream().filter(ResultCell::succeeded).count(),
                    spread(cells, ResultCell::generationTokens),
                    spread(cells, ResultCell::inputTokens),
                    spread(cells, ResultCell::attemptsTotal),
                    spread(cells, ResultCell::wallTimeS));
        }

        private static Spread spread(Collection<ResultCell> cells, ToDoubleFunction<ResultCell> value) {
            return Spread.of(cells.stream().mapToDouble(value).toArray());
        }
    }

    /** The summary of cells that have their language and model in common; there is at least one. */
    static ColumnSummary of(
            List<ResultCell> cells, Optional<AnswerLanguage.Documentation> documentation, int retryCap) {
        List<List<AttemptFigures>> attempts =
                cells.stream().map(ResultCell::figures).toList();
        List<TrialFigures> trials = attempts.stream().map(TrialFigures::of).toList();
        SuccessCurve curve = SuccessCurve.of(trials, retryCap);
        return new ColumnSummary(
                cells.getFirst().language(),
                cells.getFirst().model(),
                documentation,
                retryCap,
                curve.trials(),
                curve.unjudged(),
                Expense.of(Economics.ofFirstAttempts(attempts)),
                Expense.of(Economics.of(trials)),
                curve.succeeded(),
                curve.flatFrom(),
                repeats(cells));
    }

    private static List<Repeats> repeats(List<ResultCell> cells) {
        Map<String, List<ResultCell>> byTask = cells.stream()
                .filter(cell -> cell.successRate().isPresent())
                .collect(Collectors.groupingBy(ResultCell::task, LinkedHashMap::new, Collectors.toList()));
        return byTask.entrySet().stream()
                .filter(task -> task.getValue().size() > 1)
                .map(task -> Repeats.of(task.getKey(), task.getValue()))
                .toList();
    }
}
