package dev.assay.executor.judge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Execution;
import dev.assay.executor.sandbox.Breach;
import dev.assay.executor.sandbox.FrameChannel.Broken;
import dev.assay.executor.sandbox.SandboxLimits;
import dev.assay.executor.sandbox.SandboxProcess;
import dev.assay.executor.sandbox.SandboxProcess.Ending;
import dev.assay.executor.sandbox.SandboxProgram;
import dev.assay.executor.sandbox.SandboxUnavailable;
import dev.assay.executor.sandbox.Sandboxes;
import dev.assay.executor.sandbox.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges answers in two sandboxes each: tests and answer never share a process. */
public final class SplitJudge {

    private static final SandboxProgram CANDIDATE =
            SandboxProgram.forking("candidate", List.of("frames", "handles", "extraction", "unit_tests"));
    private static final SandboxProgram JUDGE =
            SandboxProgram.forking("judge", List.of("frames", "remote", "asserts", "comparison"));

    /** How long a candidate whose channel broke has to end by itself before it counts as having closed it. */
    private static final long END_MS = 5_000;

    private final Sandboxes sandboxes;
    private final ReferenceResults references;
    private final String executorId;

    public SplitJudge(Sandboxes sandboxes, ReferenceResults references, String executorId) {
        this.sandboxes = sandboxes;
        this.references = references;
        this.executorId = executorId;
    }

    /** Judges in a slot; throws {@link SandboxUnavailable} where the sandboxes themselves fail. */
    public Judgement judge(Slot slot, SplitJudgePlan plan) {
        Optional<String> expected = expected(slot, plan);
        SandboxLimits judgeLimits = JudgeLimits.of(plan, expected.isPresent());
        ObjectNode judgeTask = task(plan.judge(), judgeLimits);
        expected.ifPresent(results -> judgeTask.put("expected", results));
        Instant startedAt = Instant.now();
        SandboxProcess candidate = sandboxes.start(slot.candidate(), CANDIDATE, plan.limits());
        SandboxProcess judge;
        try {
            judge = sandboxes.start(slot.judge(), JUDGE, judgeLimits);
        } catch (RuntimeException e) {
            candidate.end();
            throw e;
        }
        Hearing hearing = new Hearing(candidate, judge);
        Finding finding;
        Ending candidateEnding;
        Ending judgeEnding;
        try {
            finding = hearing.hold(task(plan.candidate(), plan.limits()), judgeTask);
            if (finding instanceof Finding.CandidateStopped stopped && stopped.way() == Broken.Way.ENDED) {
                finding = closedOrEnded(finding, candidate);
            }
        } finally {
            candidateEnding = candidate.end();
            judgeEnding = judge.end();
        }
        return judgement(
                new Session(plan, hearing, candidate, judge, candidateEnding, judgeEnding, startedAt), finding);
    }

    /** What the reference gives, where the judge is to be told that. */
    private Optional<String> expected(Slot slot, SplitJudgePlan plan) {
        return plan.references()
                .flatMap(oracle -> references.of(oracle, sandboxes.runtime().environmentHash(), () -> {
                    SandboxLimits limits = JudgeLimits.of(plan, false);
                    return ReferenceRun.in(sandboxes.start(slot.judge(), JUDGE, limits), task(plan.judge(), limits));
                }));
    }

    /** Both sides of an examination after their end. */
    private record Session(
            SplitJudgePlan plan,
            Hearing hearing,
            SandboxProcess candidate,
            SandboxProcess judge,
            Ending candidateEnding,
            Ending judgeEnding,
            Instant startedAt) {}

    private ObjectNode task(ObjectNode task, SandboxLimits limits) {
        ObjectNode complete = task.deepCopy();
        complete.set("limits", AssayJson.events().valueToTree(limits.perProcess()));
        complete.set(
                "library_paths",
                AssayJson.events().valueToTree(sandboxes.runtime().libraryPaths()));
        return complete;
    }

    private static Finding closedOrEnded(Finding finding, SandboxProcess candidate) {
        return candidate.waitFor(END_MS) ? finding : new Finding.Tampered("closed_channel");
    }

    private Judgement judgement(Session session, Finding finding) {
        return switch (finding) {
            case Finding.NotStarted slow
            when ranIntoTheWall(session.candidateEnding()) || ranIntoTheWall(session.judgeEnding()) ->
                new Judgement.Disturbed();
            case Finding.NotStarted not -> throw notStarted(session);
            case Finding.JudgeStopped stopped -> judgeStopped(session);
            case Finding.CandidateStopped stopped
            when wasDisturbed(session.candidateEnding()) -> new Judgement.Disturbed();
            case Finding.NoProgram crashed when wasDisturbed(session.candidateEnding()) -> new Judgement.Disturbed();
            case Finding.NotCompiled crashed when wasDisturbed(session.candidateEnding()) -> new Judgement.Disturbed();
            case Finding.Completed _,
                    Finding.NoProgram _,
                    Finding.NotCompiled _,
                    Finding.NotLoaded _,
                    Finding.CandidateStopped _,
                    Finding.CandidateExited _,
                    Finding.Tampered _,
                    Finding.Excessive _,
                    Finding.TestsBroken _ -> judged(session, decide(session, finding));
        };
    }

    private static boolean wasDisturbed(Ending ending) {
        return ranIntoTheWall(ending) && ending.usage().starved();
    }

    private static boolean ranIntoTheWall(Ending ending) {
        return !ending.memoryExhausted()
                && ending.breach().filter(Breach.WALL_TIME::equals).isPresent();
    }

    private static Decision decide(Session session, Finding finding) {
        return new VerdictRules(session.plan().limits())
                .decide(
                        finding,
                        session.hearing().tests(),
                        session.candidateEnding(),
                        session.hearing().candidateLeftFrames());
    }

    /** A judge that worked for the reference and fails on this answer was overcome by what it was answered. */
    private Judgement judgeStopped(Session session) {
        if (wasDisturbed(session.judgeEnding())) {
            return new Judgement.Disturbed();
        }
        String detail = "the tests ended with exit code "
                + session.judgeEnding().exitCode()
                + session.judgeEnding()
                        .breach()
                        .map(breach -> " after " + breach)
                        .orElse("");
        Decision decision = session.hearing().answered()
                ? new Decision(Verdict.RUNTIME_ERROR, "result_unusable", "the results cannot be judged within limits")
                : new Decision(Verdict.UNSCORABLE, "tests_broken", detail);
        return judged(session, decision);
    }

    private static SandboxUnavailable notStarted(Session session) {
        return new SandboxUnavailable("a sandbox did not start: "
                + session.candidate().output().text().strip() + " "
                + session.judge().output().text().strip());
    }

    private Judgement judged(Session session, Decision decision) {
        var output = session.candidate().output();
        return new Judgement.Judged(new Execution(
                decision.verdict(),
                decision.reason(),
                decision.detail(),
                session.hearing().extraction(),
                session.hearing().tests().all(),
                new Execution.Output(output.text(), output.totalBytes(), output.isClipped()),
                Spent.of(
                        session.candidateEnding().usage(),
                        session.plan().limits(),
                        session.plan().declared()),
                session.plan().integrity(),
                new Execution.Sandbox(
                        sandboxes.tier().code(),
                        sandboxes.runtime().version(),
                        sandboxes.runtime().environmentHash(),
                        executorId),
                session.startedAt()));
    }
}
