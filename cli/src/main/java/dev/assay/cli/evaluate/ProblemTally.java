package dev.assay.cli.evaluate;

import dev.assay.contracts.record.SampleResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Samples counted by problem.
 *
 * @param problems that have a sample
 * @param solved with at least one sample that passed
 * @param always with no sample that did not pass
 */
record ProblemTally(long problems, long solved, long always) {

    private record Count(int samples, int passed) {

        Count plus(Count other) {
            return new Count(samples + other.samples, passed + other.passed);
        }
    }

    static ProblemTally of(List<ProvidedAnswers.Answer> answers, List<SampleResult> results) {
        Map<String, Count> counts = new HashMap<>();
        for (int at = 0; at < answers.size(); at++) {
            int passed = results.get(at).passed().orElse(false) ? 1 : 0;
            counts.merge(answers.get(at).problemId(), new Count(1, passed), Count::plus);
        }
        return new ProblemTally(
                counts.size(),
                counts.values().stream().filter(count -> count.passed() > 0).count(),
                counts.values().stream()
                        .filter(count -> count.passed() == count.samples())
                        .count());
    }
}
