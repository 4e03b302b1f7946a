package dev.assay.cli.runs;

import dev.assay.cli.http.AssayClient;
import dev.assay.cli.http.AssayClient.TrialFilter;
import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.Page;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.run.Trial;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
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
        Table table = Table.of("problem", ">#", "verdict", ">tests", ">n", "last attempt");
        trials.forEach(trial -> table.row(
                trial.problemId(),
                Integer.toString(trial.sampleNumber()),
                trial.verdict().map(Verdict::code).orElse("(" + trial.state().code() + ")"),
                trial.score()
                        .map(score -> score.testsPassed() + "/" + score.testsTotal())
                        .orElse(""),
                Integer.toString(trial.attempts()),
                trial.lastAttemptId().map(UUID::toString).orElse("")));
        Terminal terminal = session.terminal();
        table.lines(Terminal.WIDTH).forEach(terminal::print);
        trials.stream()
                .filter(Trial::plateau)
                .forEach(trial -> terminal.note(Terminal.safeLine(
                        "plateau: the last three attempts at " + trial.problemId() + " passed the same share of tests",
                        Terminal.WIDTH)));
        return 0;
    }
}
