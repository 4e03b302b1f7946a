package dev.assay.cli.runs;

import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.AttemptRecord;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Generation;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code assay runs attempt}. */
@Command(name = "attempt", description = "Show an attempt in full: prompt, answer, code, tests, output, tokens, cost.")
final class RunsAttemptCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ATTEMPT_ID", description = "As listed by: assay runs trials RUN")
    private String attemptId;

    RunsAttemptCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AttemptRecord record = session.client().attempt(attemptId);
        if (session.json()) {
            session.print(record);
            return 0;
        }
        Terminal terminal = session.terminal();
        terminal.print("attempt  " + record.attempt().attemptId() + " (number "
                + record.attempt().attemptNumber() + ")");
        terminal.print("run      " + record.attempt().runId());
        terminal.print("problem  " + Terminal.safeLine(record.problem().problemId(), Terminal.WIDTH));
        terminal.print("result   " + AttemptResult.of(record.verdict(), record.score())
                + record.score()
                        .map(score -> ", " + score.testsPassed() + " of " + score.testsTotal() + " tests")
                        .orElse(""));
        terminal.print("verdict  " + record.verdict().map(Verdict::code).orElse("none yet")
                + record.reason()
                        .filter(text -> !text.isEmpty())
                        .map(text -> " (" + text + ")")
                        .orElse(""));
        record.error()
                .ifPresent(error -> terminal.print(
                        "error    " + Terminal.safe(error.stage() + ": " + error.cause() + ": " + error.message())));
        record.feedback()
                .ifPresent(told -> terminal.print("told     "
                        + told.verdict().map(Verdict::code).orElse("further tests failed")
                        + told.error()
                                .map(text -> ": " + Terminal.safeLine(text, Terminal.WIDTH))
                                .orElse("")));
        record.generation().ifPresent(generation -> print(terminal, generation));
        record.execution().ifPresent(execution -> print(terminal, execution));
        return 0;
    }

    private static void print(Terminal terminal, Generation generation) {
        generation.cachedFrom().ifPresent(id -> terminal.print("answer of attempt " + id + ", used again"));
        terminal.print("tokens   " + Figures.count(generation.usage().inputTokens()) + " in, "
                + Figures.count(generation.usage().outputTokens()) + " out");
        terminal.print("cost     " + Figures.usd(generation.cost().costUsd()) + ", spent "
                + Figures.usd(generation.cost().spentUsd()));
        generation.call().ifPresent(call -> {
            terminal.print("model    " + Terminal.safeLine(call.servedModel(), 60) + ", " + call.totalMs() + " ms");
            call.prompt().forEach(message -> section(terminal, "prompt (" + message.role() + ")", message.content()));
        });
        generation.reasoning().ifPresent(text -> section(terminal, "reasoning", text));
        section(terminal, "answer", generation.answer());
    }

    private static void print(Terminal terminal, Execution execution) {
        execution
                .extraction()
                .code()
                .ifPresent(code ->
                        section(terminal, "code (rule " + execution.extraction().rule() + ")", code));
        terminal.print("");
        terminal.print("tests, in sandbox tier " + execution.sandbox().tier() + ", "
                + execution.resources().cpuMs() + " ms of CPU");
        Table table = Table.of("test", "seen", "status", "message");
        for (TestOutcome test : execution.tests()) {
            table.row(
                    test.name(),
                    test.visibility().code(),
                    test.status().name().toLowerCase(Locale.ROOT),
                    test.message().orElse(""));
        }
        table.lines(Terminal.WIDTH).forEach(terminal::print);
        if (!execution.detail().isEmpty()) {
            section(terminal, "detail", execution.detail());
        }
        if (!execution.output().text().isEmpty()) {
            section(terminal, "output", execution.output().text());
        }
    }

    private static void section(Terminal terminal, String title, String text) {
        terminal.print("");
        terminal.print(terminal.paint(Terminal.Colour.BOLD, "── " + title));
        terminal.print(Terminal.safe(text));
    }
}
