package dev.assay.executor.judge;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import dev.assay.executor.language.AnswerText;
import dev.assay.executor.language.AnswerText.Found;
import dev.assay.executor.language.InstalledRuntime;
import dev.assay.executor.language.LanguageOrder;
import dev.assay.executor.language.LanguageRunner;
import dev.assay.executor.language.LanguageRunner.Compilation;
import dev.assay.executor.language.Runtime;
import dev.assay.executor.program.ProgramEnd;
import dev.assay.executor.sandbox.SandboxLimits;
import dev.assay.executor.sandbox.Sandboxes;
import dev.assay.executor.sandbox.Slot;
import dev.assay.executor.sandbox.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges answers whose test code is part of the program. The tests share the candidate's process, so the verdict is worth
 * less than the split judge's: a program that means to can pass. One that merely ends early cannot, since the test code
 * has to say a fresh word at its end.
 */
public final class ProgramJudge {

    private static final String TEST = "program";

    private final Sandboxes sandboxes;
    private final InstalledRuntime installed;
    private final LanguageRunner runner;
    private final String executorId;

    public ProgramJudge(Sandboxes sandboxes, InstalledRuntime installed, String executorId) {
        this.sandboxes = sandboxes;
        this.installed = installed;
        this.runner = new LanguageRunner(sandboxes);
        this.executorId = executorId;
    }

    /** What is known when the verdict is written down. */
    private record Session(ProgramPlan plan, Execution.Extraction extraction, String nonce, Instant startedAt) {}

    /** Judges in a slot; throws {@link dev.assay.executor.sandbox.SandboxUnavailable} where the sandboxes fail. */
    public Judgement judge(Slot slot, ProgramPlan plan) {
        Runtime runtime = installed.runtime();
        String nonce = UUID.randomUUID().toString();
        Instant startedAt = Instant.now();
        Optional<Found> found =
                new AnswerText(runtime).find(plan.form(), plan.answer(), plan.context(), plan.entryPoint());
        Session session = new Session(
                plan,
                found.map(one -> new Execution.Extraction(
                                Optional.of(shown(one.code())), one.rule(), AnswerText.VERSION))
                        .orElse(new Execution.Extraction(Optional.empty(), "none", AnswerText.VERSION)),
                nonce,
                startedAt);
        if (found.isEmpty()) {
            return withoutRun(
                    session, Verdict.EXTRACTION_FAILED, "no_code_found", "the answer holds no " + runtime.id());
        }
        Optional<String> test = withEvidence(runtime, plan.test().code(), nonce);
        if (test.isEmpty()) {
            return withoutRun(
                    session, Verdict.UNSCORABLE, "tests_broken", "the test code has no place for the sign of its end");
        }
        return run(slot, session, found.get().program() + test.get());
    }

    private Judgement run(Slot slot, Session session, String source) {
        LanguageOrder order = new LanguageOrder(
                source.getBytes(StandardCharsets.UTF_8),
                List.of(),
                List.of(),
                new byte[0],
                List.of(),
                LanguageRunner.compileLimits(installed.runtime()),
                session.plan().limits());
        ProgramRules rules = new ProgramRules(installed.runtime(), session.plan(), session.nonce());
        return switch (runner.compile(slot.candidate(), installed, order)) {
            case Compilation.NotCompiled(ProgramEnd end) when end.wasDisturbed() -> new Judgement.Disturbed();
            case Compilation.NotCompiled(ProgramEnd end) ->
                judged(session, end, order.compileLimits(), rules.notCompiled(end, order.compileLimits()));
            case Compilation.Compiled compiled -> {
                ProgramEnd end = runner.run(slot.candidate(), installed, compiled, order);
                if (end.wasDisturbed()) {
                    yield new Judgement.Disturbed();
                }
                Decision decision = rules.decide(end);
                yield judged(session, end, order.limits(), orSyntaxError(slot, compiled, order, end, decision));
            }
        };
    }

    /** The test code with a statement at its end that says the nonce. */
    private static Optional<String> withEvidence(Runtime runtime, String code, String nonce) {
        if (runtime.evidence().isEmpty()) {
            return Optional.empty();
        }
        Matcher place = Pattern.compile(runtime.evidence().get().before()).matcher(code.stripTrailing());
        if (!place.find()) {
            return Optional.empty();
        }
        String statement = runtime.evidence().get().statement().replace("{nonce}", nonce);
        String stripped = code.stripTrailing();
        return Optional.of(stripped.substring(0, place.start()) + "\n" + statement + "\n"
                + stripped.substring(place.start()) + "\n");
    }

    /** Where nothing is compiled, a source that does not parse shows only when it is run. */
    private Decision orSyntaxError(
            Slot slot, Compilation.Compiled compiled, LanguageOrder order, ProgramEnd end, Decision decision) {
        if (decision.verdict() != Verdict.RUNTIME_ERROR || end.succeeded()) {
            return decision;
        }
        return runner.check(slot.candidate(), installed, compiled, order)
                .filter(check -> !check.succeeded() && check.breach().isEmpty())
                .map(check -> VerdictRules.decision(
                        Verdict.COMPILE_ERROR, "syntax_error", ProgramRules.complaint(ProgramRules.printed(check))))
                .orElse(decision);
    }

    private Judgement withoutRun(Session session, Verdict verdict, String reason, String detail) {
        Usage nothing = new Usage(0, 0, 0, Optional.empty(), Optional.empty());
        return judged(
                session,
                new Execution.Output("", 0, false),
                nothing,
                session.plan().limits(),
                VerdictRules.decision(verdict, reason, detail));
    }

    private Judgement judged(Session session, ProgramEnd end, SandboxLimits limits, Decision decision) {
        boolean hidden = session.plan().test().visibility() == Visibility.HIDDEN;
        String text = hidden ? "" : ProgramRules.printed(end).replace(session.nonce() + "\n", "");
        Execution.Output output = new Execution.Output(
                text,
                end.standardOutput().totalBytes() + end.standardError().totalBytes(),
                end.standardOutput().clipped() || end.standardError().clipped());
        return judged(session, output, end.usage(), limits, decision);
    }

    private Judgement judged(
            Session session, Execution.Output output, Usage usage, SandboxLimits limits, Decision decision) {
        boolean hidden = session.plan().test().visibility() == Visibility.HIDDEN;
        Decision told = hidden && decision.verdict() != Verdict.PASSED
                ? new Decision(decision.verdict(), decision.reason(), "a hidden test did not pass")
                : decision;
        return new Judgement.Judged(new Execution(
                told.verdict(),
                told.reason(),
                told.detail(),
                session.extraction(),
                List.of(outcome(session, told, hidden)),
                output,
                Spent.of(usage, limits, session.plan().declared()),
                Execution.Integrity.IN_PROCESS,
                new Execution.Sandbox(
                        sandboxes.tier().code(),
                        installed.label(),
                        installed.environmentHash(sandboxes.runtime().environmentHash()),
                        executorId),
                session.startedAt()));
    }

    private static TestOutcome outcome(Session session, Decision decision, boolean hidden) {
        Status status = switch (decision.verdict()) {
            case PASSED -> Status.PASSED;
            case WRONG_ANSWER -> Status.FAILED;
            case COMPILE_ERROR, EXTRACTION_FAILED, UNSCORABLE -> Status.NOT_RUN;
            case RUNTIME_ERROR, TIME_LIMIT, MEMORY_LIMIT, OUTPUT_LIMIT, TAMPERED -> Status.ERROR;
            case TRUNCATED, REFUSED, INFRASTRUCTURE_ERROR ->
                throw new IllegalArgumentException("a run cannot say " + decision.verdict());
        };
        boolean says = !hidden && (status == Status.FAILED || status == Status.ERROR);
        return new TestOutcome(
                TEST,
                session.plan().test().visibility(),
                status,
                says ? Optional.of(decision.detail()) : Optional.empty());
    }

    /** The code for people: what has no form in UTF-8 shows as a question mark, NUL as U+FFFD. */
    static String shown(String code) {
        return new String(code.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }
}
