package dev.assay.executor;

import dev.assay.contracts.Ids;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.problem.TaskBody;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.executor.execute.Answer;
import dev.assay.executor.judge.Judgement;
import dev.assay.executor.judge.ReferenceResults;
import dev.assay.executor.judge.SplitJudge;
import dev.assay.executor.judge.SplitJudgePlan;
import dev.assay.executor.sandbox.Sandboxes;
import dev.assay.executor.task.functioncompletion.Planners;
import java.util.List;
import java.util.Optional;

/** Real sandboxes and a judge, with short ways to make problems. */
public final class JudgeFixture implements AutoCloseable {

    private static final long CACHE_BYTES = 64 << 20;

    private final Sandboxes sandboxes;
    private final SplitJudge judge;

    public JudgeFixture(int slots, int firstSlot) {
        this(Sandboxes.open(slots, firstSlot));
    }

    public JudgeFixture(Sandboxes sandboxes) {
        this.sandboxes = sandboxes;
        judge = new SplitJudge(sandboxes, new ReferenceResults(CACHE_BYTES), "test");
    }

    public Sandboxes sandboxes() {
        return sandboxes;
    }

    public Execution run(OracleProblem problem, AnswerForm form, String answer) {
        return switch (judge(problem, form, answer)) {
            case Judgement.Judged judged -> judged.execution();
            case Judgement.Disturbed disturbed -> throw new AssertionError("the host is too busy for this test");
        };
    }

    public Judgement judge(OracleProblem problem, AnswerForm form, String answer) {
        try {
            return sandboxes
                    .slots()
                    .inOne(slot -> judge.judge(slot, (SplitJudgePlan)
                            Planners.functionCompletion().plan(problem, new Answer(form, answer, Optional.empty()))));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A problem whose prompt is {@code context}. */
    public static OracleProblem problem(
            String entryPoint,
            String context,
            String reference,
            FunctionCompletion.Tests tests,
            ExecutionLimits limits) {
        return problem(
                new FunctionCompletion.OracleBody(
                        entryPoint,
                        context,
                        new FunctionCompletion.Reference(AnswerForm.COMPLETION, reference),
                        tests,
                        List.of()),
                limits);
    }

    /** A problem without a prompt of code, whose reference is a whole program. */
    public static OracleProblem program(
            String entryPoint, String reference, FunctionCompletion.Tests tests, ExecutionLimits limits) {
        return problem(
                new FunctionCompletion.OracleBody(
                        entryPoint,
                        "",
                        new FunctionCompletion.Reference(AnswerForm.PROGRAM, reference),
                        tests,
                        List.of()),
                limits);
    }

    private static OracleProblem problem(FunctionCompletion.OracleBody body, ExecutionLimits limits) {
        String hash = Ids.sha256(AssayJson.write(body));
        return new OracleProblem(
                new ProblemRef("set", "version", body.entryPoint(), FunctionCompletion.TASK_TYPE, "public", hash),
                limits,
                TaskBody.of(FunctionCompletion.TASK_TYPE, FunctionCompletion.SCHEMA_VERSION, body),
                Optional.empty());
    }

    /** A problem with a {@code check(candidate)} of the given body lines. */
    public static OracleProblem checked(String entryPoint, String context, Visibility visibility, String... lines) {
        String code = "def check(candidate):\n    " + String.join("\n    ", lines) + "\n";
        return problem(
                entryPoint,
                context,
                "    pass\n",
                new FunctionCompletion.CheckFunction(code, visibility),
                ExecutionLimits.cpu(5));
    }

    @Override
    public void close() {
        sandboxes.close();
    }
}
