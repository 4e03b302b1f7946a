package dev.assay.cli.runs;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Score;
import java.util.Optional;

/** What came of an attempt, in one word. */
final class AttemptResult {

    private AttemptResult() {}

    static String of(Optional<Verdict> verdict, Optional<Score> score) {
        if (verdict.isEmpty()) {
            return "(open)";
        }
        if (!verdict.get().countsForModel()) {
            return "(not judged)";
        }
        if (verdict.get() == Verdict.PASSED) {
            return "PASS";
        }
        boolean some = score.filter(one -> one.testsPassed() > 0 && one.testsPassed() < one.testsTotal())
                .isPresent();
        return some ? "PARTIAL" : "FAIL";
    }
}
