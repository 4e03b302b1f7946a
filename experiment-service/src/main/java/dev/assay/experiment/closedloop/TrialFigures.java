package dev.assay.experiment.closedloop;

import dev.assay.contracts.task.program.ProgramOutcome;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a trial of the closed loop used and reached; the figures of a result cell. Only judged attempts are in it.
 *
 * @param generationTokens of all attempts
 * @param inputTokens of all attempts
 * @param repairTokensByTurn what was generated in each repair, from attempt 2 on
 * @param attemptsToSuccess number of the first working attempt, from 1; absent: none
 * @param attemptsTotal 0 where infrastructure failed every call: such a trial is in no rate
 * @param finalOutcome of the last attempt
 * @param bestOutcome of all attempts
 */
record TrialFigures(
        long generationTokens,
        long inputTokens,
        List<Long> repairTokensByTurn,
        Optional<Integer> attemptsToSuccess,
        int attemptsTotal,
        Optional<ProgramOutcome> finalOutcome,
        Optional<ProgramOutcome> bestOutcome) {

    static TrialFigures of(List<AttemptFigures> made) {
        List<AttemptFigures> judged =
                made.stream().filter(AttemptFigures::isJudged).toList();
        List<ProgramOutcome> outcomes =
                judged.stream().flatMap(attempt -> attempt.outcome().stream()).toList();
        return new TrialFigures(
                judged.stream().mapToLong(AttemptFigures::generationTokens).sum(),
                judged.stream().mapToLong(AttemptFigures::inputTokens).sum(),
                judged.stream().skip(1).map(AttemptFigures::generationTokens).toList(),
                IntStream.range(0, outcomes.size())
                        .filter(place -> outcomes.get(place) == ProgramOutcome.WORKING)
                        .mapToObj(place -> place + 1)
                        .findFirst(),
                judged.size(),
                outcomes.isEmpty() ? Optional.empty() : Optional.of(outcomes.getLast()),
                outcomes.stream().max(Comparator.naturalOrder()));
    }

    boolean isJudged() {
        return attemptsTotal > 0;
    }

    /** 1.0 or 0.0; absent where nothing was judged. */
    Optional<Double> successRate() {
        return isJudged() ? Optional.of(attemptsToSuccess.isPresent() ? 1.0 : 0.0) : Optional.empty();
    }
}
