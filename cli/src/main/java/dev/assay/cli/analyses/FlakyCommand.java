package dev.assay.cli.analyses;

import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.Page;
import dev.assay.contracts.analysis.FlakyProblem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code assay analyses flaky}. */
@Command(name = "flaky", description = "Find identical code that was given different verdicts, within and across runs.")
final class FlakyCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Run ids, or unique beginnings of them.")
    private List<String> runs;

    FlakyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<FlakyProblem> flaky = session.client().flaky(runs);
        Terminal terminal = session.terminal();
        if (session.json()) {
            session.print(new Page<>(flaky, Optional.empty()));
        } else if (flaky.isEmpty()) {
            terminal.print("identical code was always judged alike");
        } else {
            Table table = Table.of("problem", "verdicts", "an attempt");
            flaky.forEach(one -> table.row(
                    one.problemId(),
                    one.verdicts().entrySet().stream()
                            .map(verdict ->
                                    verdict.getValue() + " " + verdict.getKey().code())
                            .collect(Collectors.joining(", ")),
                    one.attemptIds().getFirst().toString()));
            table.lines(Terminal.WIDTH).forEach(terminal::print);
        }
        return 0;
    }
}
