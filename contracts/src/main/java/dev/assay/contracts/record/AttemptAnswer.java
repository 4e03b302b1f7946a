package dev.assay.contracts.record;

import dev.assay.contracts.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The answer of an attempt and what its tests said, as far as it may leave the platform: of hidden tests only how many
 * there are and how many did not pass.
 *
 * @param answer as it came
 * @param code that was run, as it was found in the answer
 * @param detail why it did not pass, in a line for a person; holds nothing of a hidden test
 * @param visibleTests tests that may be shown
 * @param failedTests names of those of them that did not pass, or did not run
 * @param hiddenFailed hidden tests that did not pass, or did not run
 * @param generationMs of the model call
 * @param cpuMs of the sandboxed run
 */
public record AttemptAnswer(
        UUID attemptId,
        Optional<Verdict> verdict,
        Optional<AnswerForm> form,
        Optional<String> answer,
        Optional<String> code,
        Optional<String> detail,
        int visibleTests,
        List<String> failedTests,
        int hiddenTests,
        int hiddenFailed,
        Optional<Long> generationMs,
        Optional<Long> cpuMs) {

    /** Which attempts are asked for; they are answered in this order. */
    public record Question(List<UUID> attemptIds) {}

    /**
     * The answers of the first attempts asked for: as many as fit, at least one.
     *
     * @param covered how many of the attempts asked for these are; attempts that nobody knows are covered and left out
     */
    public record Batch(List<AttemptAnswer> items, int covered) {}
}
