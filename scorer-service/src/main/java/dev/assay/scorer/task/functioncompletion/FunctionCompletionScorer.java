package dev.assay.scorer.task.functioncompletion;

import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.scorer.task.Judgement;
import dev.assay.scorer.task.RunJudgement;
import dev.assay.scorer.task.Scorer;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Judges completed functions by their run. */
@Singleton
class FunctionCompletionScorer implements Scorer {

    static final String VERSION = "function-completion@1";

    @Override
    public String taskType() {
        return FunctionCompletion.TASK_TYPE;
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
        return new FunctionFeedback(judgement.verdict(), execution.orElseThrow()).under(policy);
    }
}
