package dev.assay.cli.compare;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.comparison.Comparison;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code assay compare}: does one do better than another? */
@Command(name = "compare", description = "Compare runs or experiments with the first one, problem by problem.")
public final class CompareCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            arity = "1..*",
            paramLabel = "SIDE",
            description = "A run, RUN/EXPERIMENT, or an experiment (its newest run); a run of several counts as each.")
    private List<String> sides;

    public CompareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Comparison comparison = session.client().compare(sides);
        if (comparison.differences().isEmpty()) {
            throw Failure.usage("there is only one side: name a second run or experiment");
        }
        if (session.json()) {
            session.print(comparison);
            return 0;
        }
        Terminal terminal = session.terminal();
        new ComparisonText(terminal).print(comparison);
        return 0;
    }
}
