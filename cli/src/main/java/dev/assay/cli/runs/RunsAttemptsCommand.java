package dev.assay.cli.runs;

import dev.assay.cli.http.AssayClient;
import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.Page;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.record.AttemptRecord;
import dev.assay.contracts.record.AttemptSummary;
import dev.assay.contracts.record.Generation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay runs attempts}. */
@Command(
        name = "attempts",
        description =
                "List every attempt of a run, repairs in order: PASS, PARTIAL (some tests passed) or FAIL, tests, "
                        + "error; and what a specifier or reviewer was asked in between.")
final class RunsAttemptsCommand implements Callable<Integer> {

    private static final Comparator<AttemptSummary> IN_ORDER = Comparator.comparing(AttemptSummary::experimentId)
            .thenComparing(AttemptSummary::problemId)
            .thenComparing(AttemptSummary::trialId)
            .thenComparing(AttemptSummary::attemptNumber)
            .thenComparing(RunsAttemptsCommand::place);

    private static final String INDENT = "  ";
    private static final int ID_LENGTH = 36;

    private final Session session;

    @Parameters(paramLabel = "RUN", description = "Run id, or a unique beginning of one.")
    private String runId;

    @Option(names = "--experiment", paramLabel = "ID", description = "Only attempts of this experiment.")
    private String experimentId;

    @Option(names = "--problem", paramLabel = "ID", description = "Only attempts at this problem.")
    private String problemId;

    @Option(names = "--show-code", description = "Also print the code of each, and what a specifier or reviewer said.")
    private boolean showCode;

    RunsAttemptsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AssayClient client = session.client();
        List<AttemptSummary> attempts = client.attempts(client.run(runId).runId()).stream()
                .filter(one -> experimentId == null || one.experimentId().equals(experimentId))
                .filter(one -> problemId == null || one.problemId().equals(problemId))
                .sorted(IN_ORDER)
                .toList();
        if (session.json()) {
            session.print(new Page<>(attempts, Optional.empty()));
            return 0;
        }
        print(attempts);
        if (showCode) {
            attempts.forEach(attempt -> printCode(client, attempt));
        }
        return 0;
    }

    /** An analysis is there before the first attempt, a review after the last one that it saw. */
    private static int place(AttemptSummary attempt) {
        return attempt.role()
                .map(role -> switch (role) {
                    case SPECIFIER -> -1;
                    case REVIEWER -> 1;
                })
                .orElse(0);
    }

    private void print(List<AttemptSummary> attempts) {
        Map<String, List<AttemptSummary>> byExperiment = attempts.stream()
                .collect(Collectors.groupingBy(AttemptSummary::experimentId, TreeMap::new, Collectors.toList()));
        byExperiment.forEach((experiment, own) -> {
            session.terminal().print(Terminal.safeLine("experiment " + experiment, Terminal.WIDTH));
            print(table(own), own);
        });
    }

    private static Table table(List<AttemptSummary> attempts) {
        Table table = Table.of("problem", ">attempt", "result", ">tests");
        attempts.forEach(attempt -> table.row(
                attempt.problemId(),
                Integer.toString(attempt.attemptNumber()),
                attempt.role()
                        .map(CallRole::code)
                        .orElseGet(() -> AttemptResult.of(attempt.verdict(), attempt.score())),
                attempt.score()
                        .map(score -> score.testsPassed() + "/" + score.testsTotal())
                        .orElse("")));
        return table;
    }

    /** Below each attempt its id, in full, and why it did not pass. */
    private void print(Table table, List<AttemptSummary> attempts) {
        List<String> lines = table.lines(Terminal.WIDTH);
        session.terminal().print(lines.getFirst());
        for (int at = 0; at < attempts.size(); at++) {
            session.terminal().print(lines.get(at + 1));
            session.terminal().print(INDENT + attempts.get(at).attemptId() + error(attempts.get(at)));
        }
    }

    private static String error(AttemptSummary attempt) {
        return attempt.verdict()
                .filter(verdict -> verdict != Verdict.PASSED)
                .map(verdict -> verdict.code()
                        + attempt.detail().map(text -> ": " + text).orElse(""))
                .map(line -> "  " + Terminal.safeLine(line, Terminal.WIDTH - INDENT.length() - ID_LENGTH - 2))
                .orElse("");
    }

    private void printCode(AssayClient client, AttemptSummary attempt) {
        Terminal terminal = session.terminal();
        terminal.print("");
        terminal.print(terminal.paint(
                Terminal.Colour.BOLD,
                "── " + Terminal.safeLine(attempt.problemId(), Terminal.WIDTH) + ", attempt "
                        + attempt.attemptNumber()
                        + attempt.role().map(role -> ", " + role.code()).orElse("")));
        AttemptRecord record = client.attempt(attempt.attemptId().toString());
        Optional<String> text = attempt.role().isPresent()
                ? record.generation().map(Generation::answer)
                : record.execution().flatMap(run -> run.extraction().code());
        terminal.print(text.map(Terminal::safe).orElse("(no code)"));
    }
}
