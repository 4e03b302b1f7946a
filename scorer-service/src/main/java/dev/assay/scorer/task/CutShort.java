package dev.assay.scorer.task;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Generation.FinishReason;

/** What an answer that does not pass is judged as where the model was cut short or stopped. */
public final class CutShort {

    private static final String TOKEN_LIMIT = "token_limit";
    private static final String CONTENT_FILTER = "content_filter";

    private CutShort() {}

    /**
     * {@code truncated} where the token limit ended the answer; {@code refused} where the provider's filter did and there is
     * no answer; else {@code judgement}.
     */
    public static Judgement or(Judgement judgement, FinishReason reason, boolean isAnswer) {
        return switch (reason) {
            case LENGTH -> new Judgement(Verdict.TRUNCATED, TOKEN_LIMIT, judgement.score());
            case CONTENT_FILTER ->
                isAnswer ? judgement : new Judgement(Verdict.REFUSED, CONTENT_FILTER, judgement.score());
            case STOP, OTHER -> judgement;
        };
    }
}
