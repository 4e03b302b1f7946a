package dev.assay.contracts.estimate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.contracts.event.Help;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.prompt.PromptPreview;
import dev.assay.contracts.record.Usage;
import java.util.List;
import java.util.Optional;

/**
 * What a run of an experiment would ask: every prompt rendered and every request checked, no model called, nothing stored.
 * Each of the {@code total} calls is new, answered or an error.
 *
 * @param model its slug, or its name where it has none
 * @param total one for each problem and sample
 * @param newCalls that would be made; {@code new} in JSON
 * @param answered that an earlier answer to the same request would serve: they cost nothing
 * @param errors that can never be made
 * @param errorDetails one for each problem that cannot be asked, at most 100 of them
 * @param notes what would be asked otherwise than the experiment says, and what else is worth knowing
 * @param expected tokens of the new calls, as far as they can be told before
 * @param knownAnswers how many earlier answers of the model to this type of task the expected output is the mean of; 0: it is
 *     the task type's default
 * @param maxInputTokens the most that the prompts of the new calls can be billed as
 * @param maxOutputTokens the most that the new calls can write
 * @param previews of the first prompts, as many as were asked for
 */
public record DryRun(
        String experimentId,
        String model,
        long total,
        @JsonProperty("new") long newCalls,
        long answered,
        long errors,
        List<ErrorDetail> errorDetails,
        List<String> notes,
        Usage expected,
        long knownAnswers,
        long maxInputTokens,
        long maxOutputTokens,
        List<PromptPreview> previews) {

    /** The most error details that are given. */
    public static final int MOST_ERROR_DETAILS = 100;

    /** A problem that cannot be asked, and why. */
    public record ErrorDetail(String problemId, String reason) {}

    /**
     * What llm-worker is asked for: some problems of an experiment.
     *
     * @param reuseAnswers whether earlier answers may serve
     * @param previews how many prompts are shown
     * @param language of the answers; present exactly where the problems leave it open
     * @param help that is asked for in the place of answers
     */
    public record Question(
            String experimentId,
            ModelSpec model,
            Sampling sampling,
            String promptTemplate,
            List<ProblemRef> problems,
            int samples,
            boolean reuseAnswers,
            int previews,
            Optional<AnswerLanguage> language,
            Optional<Help> help) {}
}
