package dev.assay.experiment.estimate;

import dev.assay.contracts.estimate.DryRun;
import dev.assay.contracts.experiment.Experiment;
import java.util.ArrayList;
import java.util.List;

/** Adds to a dry run what repairs can cost at the most; nobody knows before how many there will be. Pure. */
final class Repairs {

    /** Of feedback and of what is said around it. */
    private static final long FEEDBACK_TOKENS = 9 * 1024;

    /** By which money is held: a token of an earlier answer counts by its bytes. */
    private static final long BYTES_PER_TOKEN = 4;

    /** The most of an earlier answer that a prompt shows. */
    private static final long MOST_ANSWER_TOKENS = 48 * 1024;

    private Repairs() {}

    /** The dry run of the first attempts, with the worst case of all. */
    static DryRun within(Experiment experiment, DryRun first) {
        int most = experiment.strategy().maxIterations();
        if (most == 1) {
            return first;
        }
        long repairs = (first.newCalls() + first.answered()) * (most - 1);
        long output = experiment.sampling().maxOutputTokens();
        long prompt = first.newCalls() == 0 ? 0 : Math.ceilDiv(first.maxInputTokens(), first.newCalls());
        long repairPrompt = prompt + Math.min(output * BYTES_PER_TOKEN, MOST_ANSWER_TOKENS) + FEEDBACK_TOKENS;
        return new DryRun(
                first.experimentId(),
                first.model(),
                first.total(),
                first.newCalls(),
                first.answered(),
                first.errors(),
                first.errorDetails(),
                noted(first.notes(), most),
                first.expected(),
                first.knownAnswers(),
                first.maxInputTokens() + repairs * repairPrompt,
                first.maxOutputTokens() + repairs * output,
                first.previews());
    }

    private static List<String> noted(List<String> notes, int most) {
        List<String> all = new ArrayList<>(notes);
        all.add(
                "iterative: calls, tokens, least and expected cost are those of one attempt a trial, the fewest there can be;"
                        + " the most is that of " + most
                        + " attempts a trial, each repair with a full answer and 8 KiB of feedback"
                        + " in its prompt");
        return all;
    }
}
