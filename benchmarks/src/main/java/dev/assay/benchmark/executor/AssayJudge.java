package dev.assay.benchmark.executor;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.executor.execute.Answer;
import dev.assay.executor.execute.ExecutionPlanner;
import dev.assay.executor.judge.Judgement;
import dev.assay.executor.judge.OutputPlan;
import dev.assay.executor.judge.ProgramPlan;
import dev.assay.executor.judge.ReferenceResults;
import dev.assay.executor.judge.SplitJudge;
import dev.assay.executor.judge.SplitJudgePlan;
import dev.assay.executor.sandbox.SandboxSettings;
import dev.assay.executor.sandbox.Sandboxes;
import dev.assay.executor.task.functioncompletion.FunctionCompletionPlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The executor's own judge over its own sandboxes, without Kafka around it. */
final class AssayJudge implements AutoCloseable {

    private static final long REFERENCE_CACHE_BYTES = 32L << 20;

    private final ExecutionPlanner planner = new FunctionCompletionPlanner();
    private final Sandboxes sandboxes;
    private final SplitJudge judge;

    AssayJudge(SandboxSettings settings) {
        this.sandboxes = Sandboxes.open(settings);
        this.judge = new SplitJudge(sandboxes, new ReferenceResults(REFERENCE_CACHE_BYTES), "benchmark");
    }

    /** The time that all of it takes, the start and the end of the sandboxes and their parents included. */
    static Measurement measure(SandboxSettings settings, List<Sample> samples) {
        CpuClock before = CpuClock.read();
        long started = System.nanoTime();
        int passed;
        double wallSeconds;
        try (AssayJudge judge = new AssayJudge(settings)) {
            passed = (int) judge.verdicts(samples).stream()
                    .filter(Verdict.PASSED::equals)
                    .count();
            wallSeconds = (System.nanoTime() - started) / 1e9;
        }
        CpuClock spent = CpuClock.read().since(before);
        return new Measurement(samples.size(), passed, wallSeconds, spent.totalMs(), spent.ownMs());
    }

    /** The verdicts in the order of the samples; as many at once as there are slots. */
    List<Verdict> verdicts(List<Sample> samples) {
        List<Future<Verdict>> running = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(sandboxes.slots().size())) {
            samples.forEach(sample -> running.add(threads.submit(() -> verdict(sample))));
            List<Verdict> verdicts = new ArrayList<>();
            for (Future<Verdict> one : running) {
                verdicts.add(one.get());
            }
            return verdicts;
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "an execution failed: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Verdict verdict(Sample sample) throws InterruptedException {
        SplitJudgePlan plan = plan(sample);
        return switch (sandboxes.slots().inOne(slot -> judge.judge(slot, plan))) {
            case Judgement.Judged judged -> judged.execution().verdict();
            case Judgement.Disturbed disturbed -> verdictAlone(sample);
        };
    }

    /** As the service does it: what the load of the host disturbed is judged again with the host to itself. */
    private Verdict verdictAlone(Sample sample) throws InterruptedException {
        SplitJudgePlan plan = plan(sample);
        return switch (sandboxes.slots().alone(slot -> judge.judge(slot, plan))) {
            case Judgement.Judged judged -> judged.execution().verdict();
            case Judgement.Disturbed disturbed -> Verdict.INFRASTRUCTURE_ERROR;
        };
    }

    private SplitJudgePlan plan(Sample sample) {
        return switch (planner.plan(
                sample.problem(), new Answer(AnswerForm.COMPLETION, sample.answer(), Optional.empty()))) {
            case SplitJudgePlan plan -> plan;
            case ProgramPlan _, OutputPlan _ ->
                throw new IllegalStateException("the benchmark has functions in Python only");
        };
    }

    @Override
    public void close() {
        sandboxes.close();
    }
}
