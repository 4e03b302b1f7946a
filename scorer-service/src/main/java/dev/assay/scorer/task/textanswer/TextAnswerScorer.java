package dev.assay.scorer.task.textanswer;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Score;
import dev.assay.contracts.task.textanswer.TextAnswer;
import dev.assay.contracts.task.textanswer.TextAnswer.OracleBody;
import dev.assay.scorer.task.CutShort;
import dev.assay.scorer.task.Judgement;
import dev.assay.scorer.task.Scorer;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/** Judges answers by their text. */
@Singleton
class TextAnswerScorer implements Scorer {

    static final String VERSION = "text-answer@1";
    static final String MATCHED = "matched";
    static final String NOT_MATCHED = "not_matched";

    @Override
    public String taskType() {
        return TextAnswer.TASK_TYPE;
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public boolean needsExecution() {
        return false;
    }

    @Override
    public boolean needsOracle() {
        return true;
    }

    @Override
    public Judgement score(Generation generation, Optional<Execution> execution, Optional<OracleProblem> oracle) {
        OracleBody body = oracle.orElseThrow(() -> new IllegalArgumentException("a text is judged by its oracle"))
                .body()
                .as(OracleBody.class);
        String answer = normal(generation.answer(), body);
        boolean matches = body.accepted().stream().anyMatch(text -> matches(answer, normal(text, body), body));
        return matches
                ? judgement(Verdict.PASSED, MATCHED, 1)
                : CutShort.or(judgement(Verdict.WRONG_ANSWER, NOT_MATCHED, 0), generation.finishReason(), false);
    }

    /** That it is wrong, under every policy: all else would say what is right. */
    @Override
    public Feedback feedback(
            FeedbackPolicy policy, Judgement judgement, Generation generation, Optional<Execution> execution) {
        return Feedback.kind(judgement.verdict());
    }

    private static Judgement judgement(Verdict verdict, String reason, int passed) {
        return new Judgement(verdict, reason, new Score(VERSION, passed, 1, Optional.empty()));
    }

    private static boolean matches(String answer, String accepted, OracleBody body) {
        return switch (body.match()) {
            case EXACT -> answer.equals(accepted);
            case TRIMMED -> answer.strip().equals(accepted.strip());
            case CONTAINS -> answer.contains(accepted);
        };
    }

    private static String normal(String text, OracleBody body) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        return body.ignoreCase() ? lines.toLowerCase(Locale.ROOT) : lines;
    }
}
