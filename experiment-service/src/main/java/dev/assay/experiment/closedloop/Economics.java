package dev.assay.experiment.closedloop;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What success costs in tokens, over judged trials.
 *
 * @param trials judged trials
 * @param succeeded those of them that work in the end
 */
record Economics(int trials, int succeeded, long generationTokens, long inputTokens) {

    /** Over whole trials: all attempts of each. */
    static Economics of(List<TrialFigures> trials) {
        List<TrialFigures> judged =
                trials.stream().filter(TrialFigures::isJudged).toList();
        return new Economics(
                judged.size(),
                (int) judged.stream()
                        .filter(trial -> trial.attemptsToSuccess().isPresent())
                        .count(),
                judged.stream().mapToLong(TrialFigures::generationTokens).sum(),
                judged.stream().mapToLong(TrialFigures::inputTokens).sum());
    }

    /** Over the first judged attempt of each trial alone, as if there were no repair. */
    static Economics ofFirstAttempts(List<List<AttemptFigures>> trials) {
        return of(trials.stream()
                .map(attempts -> attempts.stream()
                        .filter(AttemptFigures::isJudged)
                        .limit(1)
                        .toList())
                .map(TrialFigures::of)
                .toList());
    }

    /** Share of trials that work, from 0 to 1; empty without a judged trial. */
    OptionalDouble successRate() {
        return trials == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) succeeded / trials);
    }

    /** All tokens, those of failures too, for each success; empty without one. */
    OptionalDouble tokensPerSuccess() {
        return succeeded == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) (generationTokens + inputTokens) / succeeded);
    }
}
