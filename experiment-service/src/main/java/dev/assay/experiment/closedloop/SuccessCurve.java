package dev.assay.experiment.closedloop;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Success by attempt: how many trials work within one attempt, within two, and so on to the retry cap.
 *
 * @param trials judged trials
 * @param unjudged trials in which infrastructure failed every call; not in {@code trials}
 * @param succeeded at place k−1, the trials that work within k attempts
 */
record SuccessCurve(int trials, int unjudged, List<Integer> succeeded) {

    static SuccessCurve of(List<TrialFigures> trials, int retryCap) {
        List<TrialFigures> judged =
                trials.stream().filter(TrialFigures::isJudged).toList();
        List<Integer> succeeded = IntStream.rangeClosed(1, retryCap)
                .map(within -> (int) judged.stream()
                        .flatMap(trial -> trial.attemptsToSuccess().stream())
                        .filter(attempts -> attempts <= within)
                        .count())
                .boxed()
                .toList();
        return new SuccessCurve(judged.size(), trials.size() - judged.size(), succeeded);
    }

    /** Shares of the judged trials, from 0 to 1; none where no trial was judged. */
    List<Double> shares() {
        return trials == 0
                ? List.of()
                : succeeded.stream().map(count -> (double) count / trials).toList();
    }

    /** The first attempt from which the curve rises no more, from 1. */
    int flatFrom() {
        return succeeded.indexOf(succeeded.getLast()) + 1;
    }
}
