package dev.assay.cli.runs;

import dev.assay.cli.http.AssayClient;
import dev.assay.cli.http.AssayClient.TrialFilter;
import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.Page;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.run.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay runs trials}. */
@Command(name = "trials", description = "List the trials of a run, in order; n is how many attempts were made.")
final class RunsTrialsCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RUN", description = "Run id, or a unique beginning of one.")
    private String runId;

    @Option(names = "--state", description = "Only trials in this state.")
    private String state;

    @Option(names = "--verdict", description = "Only trials with this verdict.")
    private String verdict;

    @Option(names = "--limit", description = "At most this many (default: all).")
    private Integer limit;

    RunsTrialsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AssayClient client = session.client();
        TrialFilter filter = new TrialFilter(Optional.ofNullable(state), Optional.ofNullable(verdict));
        List<Trial> trials =
                client.trials(client.run(runId).runId(), filter, limit == null ? Integer.MAX_VALUE : limit);
        if (session.json()) {
            session.print(new Page<>(trials, Optional.empty()));
            return 0;
        }
        Table table = table(trials);
        Terminal terminal = session.terminal();
        table.lines(Terminal.WIDTH).forEach(terminal::print);
        trials.stream()
                .filter(Trial::plateau)
                .forEach(trial -> terminal.note(Terminal.safeLine(
                        "plateau: the last three attempts at " + trial.problemId() + " passed the same share of tests",
                        Terminal.WIDTH)));
        return 0;
    }

    private record Column(String head, Function<Trial, String> cell) {}

    /** Sample and number of attempts only where they say something: an id that is clipped is of no use. */
    private static Table table(List<Trial> trials) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("problem", Trial::problemId));
        if (trials.stream().anyMatch(trial -> trial.sampleNumber() > 1)) {
            columns.add(new Column(">#", trial -> Integer.toString(trial.sampleNumber())));
        }
        columns.add(new Column(
                "verdict",
                trial -> trial.verdict()
                        .map(Verdict::code)
                        .orElse("(" + trial.state().code() + ")")));
        columns.add(new Column(
                ">tests",
                trial -> trial.score()
                        .map(score -> score.testsPassed() + "/" + score.testsTotal())
                        .orElse("")));
        if (trials.stream().anyMatch(trial -> trial.attempts() > 1)) {
            columns.add(new Column(">n", trial -> Integer.toString(trial.attempts())));
        }
        columns.add(new Column(
                "last attempt",
                trial -> trial.lastAttemptId().map(UUID::toString).orElse("")));
        Table table = Table.of(columns.stream().map(Column::head).toArray(String[]::new));
        trials.forEach(trial -> table.row(
                columns.stream().map(column -> column.cell().apply(trial)).toArray(String[]::new)));
        return table;
    }
}
