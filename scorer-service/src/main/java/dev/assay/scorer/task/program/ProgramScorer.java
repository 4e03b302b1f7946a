package dev.assay.scorer.task.program;

import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.task.program.ProgramTask;
import dev.assay.scorer.task.Judgement;
import dev.assay.scorer.task.RunJudgement;
import dev.assay.scorer.task.Scorer;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Judges whole programs by their run. */
@Singleton
class ProgramScorer implements Scorer {

    private static final String CLIPPING = "assay.scorer.program.feedback-characters";
    static final String VERSION = "program@1";

    private final int feedbackCharacters;

    /** @param feedbackCharacters how much of an error or output a repair is told, from its head and its tail */
    ProgramScorer(@ConfigProperty(name = CLIPPING, defaultValue = "1000") int feedbackCharacters) {
        this.feedbackCharacters = feedbackCharacters;
    }

    @Override
    public String taskType() {
        return ProgramTask.TASK_TYPE;
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public boolean needsExecution() {
        return true;
    }

    @Override
    public boolean needsOracle() {
        return false;
    }

    @Override
    public Judgement score(Generation generation, Optional<Execution> execution, Optional<OracleProblem> oracle) {
        return RunJudgement.of(VERSION, generation, execution);
    }

    @Override
    public Feedback feedback(
            FeedbackPolicy policy, Judgement judgement, Generation generation, Optional<Execution> execution) {
        return new ProgramFeedback(judgement.verdict(), execution.orElseThrow(), feedbackCharacters).under(policy);
    }
}
