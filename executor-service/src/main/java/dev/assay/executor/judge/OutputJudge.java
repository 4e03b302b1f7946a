package dev.assay.executor.judge;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.Extraction;
import dev.assay.contracts.task.program.ProgramTask.Case;
import dev.assay.executor.language.InstalledRuntime;
import dev.assay.executor.language.LanguageOrder;
import dev.assay.executor.language.LanguageRunner;
import dev.assay.executor.language.LanguageRunner.Compilation;
import dev.assay.executor.language.ProgramText;
import dev.assay.executor.language.ProgramText.Found;
import dev.assay.executor.program.ProgramEnd;
import dev.assay.executor.sandbox.Sandboxes;
import dev.assay.executor.sandbox.Slot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Judges whole programs by what they print: compiled once, then run once a case, each time in a fresh sandbox that knows
 * neither the other cases nor what is expected. After a case that ran into a limit, or a source that does not parse, the
 * other cases are not run.
 */
public final class OutputJudge {

    private final Sandboxes sandboxes;
    private final InstalledRuntime installed;
    private final LanguageRunner runner;
    private final String executorId;

    public OutputJudge(Sandboxes sandboxes, InstalledRuntime installed, String executorId) {
        this.sandboxes = sandboxes;
        this.installed = installed;
        this.runner = new LanguageRunner(sandboxes);
        this.executorId = executorId;
    }

    /** Judges in a slot; throws {@link dev.assay.executor.sandbox.SandboxUnavailable} where the sandboxes fail. */
    public Judgement judge(Slot slot, OutputPlan plan) {
        Instant startedAt = Instant.now();
        Optional<Found> found = ProgramText.find(plan.form(), plan.answer());
        CaseLog log = new CaseLog(plan.cases());
        Extraction extraction = found.map(one ->
                        new Extraction(Optional.of(ProgramJudge.shown(one.code())), one.rule(), ProgramText.VERSION))
                .orElse(new Extraction(Optional.empty(), "none", ProgramText.VERSION));
        if (found.isEmpty()) {
            log.none(VerdictRules.decision(Verdict.EXTRACTION_FAILED, "no_code_found", "the answer holds no program"));
        } else if (!run(slot, plan, found.get().code(), log)) {
            return new Judgement.Disturbed();
        }
        return new Judgement.Judged(execution(plan, extraction, log, startedAt));
    }

    /** Whether the host left it alone. */
    private boolean run(Slot slot, OutputPlan plan, String code, CaseLog log) {
        OutputRules rules = new OutputRules(installed.runtime(), plan.limits());
        LanguageOrder compiling = order(plan, code, List.of(), "");
        return switch (runner.compile(slot.candidate(), installed, compiling)) {
            case Compilation.NotCompiled(ProgramEnd end) when end.wasDisturbed() -> false;
            case Compilation.NotCompiled(ProgramEnd end) -> {
                log.notCompiled(rules.notCompiled(end, compiling.compileLimits()), end);
                yield true;
            }
            case Compilation.Compiled compiled -> run(slot, plan, code, compiled, rules, log);
        };
    }

    private boolean run(
            Slot slot, OutputPlan plan, String code, Compilation.Compiled compiled, OutputRules rules, CaseLog log) {
        boolean parses = false;
        for (Case test : plan.cases()) {
            LanguageOrder order = order(plan, code, test.args(), test.stdin());
            ProgramEnd end = runner.run(slot.candidate(), installed, compiled, order);
            if (end.wasDisturbed()) {
                return false;
            }
            Decision decision = rules.decide(test, end);
            parses |= end.succeeded();
            if (decision.verdict() == Verdict.RUNTIME_ERROR && !parses) {
                Optional<ProgramEnd> complaint = complaint(slot, compiled, order);
                if (complaint.isPresent()) {
                    boolean hidden = test.visibility() == Visibility.HIDDEN;
                    log.notCompiled(syntaxError(complaint.get()), hidden ? complaint.get() : end);
                    return true;
                }
                parses = true;
            }
            log.add(test, decision, end);
            if (end.breach().isPresent()) {
                return true;
            }
        }
        return true;
    }

    /**
     * Where nothing is compiled, a source that does not parse shows only when it is run. Of a hidden case what is kept is
     * what this check says, which was given no input.
     */
    private Optional<ProgramEnd> complaint(Slot slot, Compilation.Compiled compiled, LanguageOrder order) {
        return runner.check(slot.candidate(), installed, compiled, order)
                .filter(check -> !check.succeeded() && check.breach().isEmpty());
    }

    private static Decision syntaxError(ProgramEnd check) {
        return VerdictRules.decision(
                Verdict.COMPILE_ERROR, "syntax_error", ProgramRules.complaint(ProgramRules.printed(check)));
    }

    private LanguageOrder order(OutputPlan plan, String code, List<String> arguments, String input) {
        return new LanguageOrder(
                code.getBytes(StandardCharsets.UTF_8),
                List.of(),
                arguments,
                input.getBytes(StandardCharsets.UTF_8),
                List.of(),
                LanguageRunner.compileLimits(installed.runtime()),
                plan.limits());
    }

    private Execution execution(OutputPlan plan, Extraction extraction, CaseLog log, Instant startedAt) {
        Decision decision = log.decision();
        return new Execution(
                decision.verdict(),
                decision.reason(),
                decision.detail(),
                extraction,
                log.outcomes(),
                log.output(),
                Spent.of(log.usage(), plan.limits(), plan.declared()),
                Execution.Integrity.SPLIT,
                new Execution.Sandbox(
                        sandboxes.tier().code(),
                        installed.label(),
                        installed.environmentHash(sandboxes.runtime().environmentHash()),
                        executorId),
                startedAt,
                Optional.of(log.shownRuns()));
    }
}
