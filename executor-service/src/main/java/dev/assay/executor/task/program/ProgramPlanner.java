package dev.assay.executor.task.program;

import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.task.program.ProgramTask;
import dev.assay.contracts.task.program.ProgramTask.Case;
import dev.assay.executor.execute.Answer;
import dev.assay.executor.execute.ExecutionPlanner;
import dev.assay.executor.judge.ExecutionPlan;
import dev.assay.executor.judge.OutputPlan;
import dev.assay.executor.language.RuntimeMissing;
import dev.assay.executor.sandbox.SandboxLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Runs answers of {@code program}: the whole program once for each case, in the language that the experiment chose. */
@ApplicationScoped
class ProgramPlanner implements ExecutionPlanner {

    /** What a reference used says nothing here: another language may start slower than it. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    @Override
    public String taskType() {
        return ProgramTask.TASK_TYPE;
    }

    @Override
    public ExecutionPlan plan(OracleProblem oracle, Answer answer) {
        ProgramTask.OracleBody body = oracle.body().as(ProgramTask.OracleBody.class);
        String language =
                answer.language().orElseThrow(() -> new RuntimeMissing("the answer does not say its language"));
        return new OutputPlan(
                language,
                answer.form(),
                answer.text(),
                visibleFirst(body.cases()),
                limits(oracle.limits()),
                oracle.limits().cpuSeconds().isPresent());
    }

    /** The first case that does not pass decides, and a repair can be told more of one that may be shown. */
    private static List<Case> visibleFirst(List<Case> cases) {
        return cases.stream().sorted(Comparator.comparing(Case::visibility)).toList();
    }

    private static SandboxLimits limits(ExecutionLimits declared) {
        Duration cpu = declared.cpuSeconds().map(ProgramPlanner::seconds).orElse(TIME_LIMIT);
        Duration wall = declared.wallSeconds()
                .map(ProgramPlanner::seconds)
                .orElse(cpu.compareTo(TIME_LIMIT) > 0 ? cpu : TIME_LIMIT);
        return new SandboxLimits(cpu, wall, declared.memoryBytes().orElse(SandboxLimits.DEFAULT_MEMORY_BYTES));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
