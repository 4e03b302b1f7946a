package dev.assay.cli.gate;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Terminal;
import dev.assay.cli.terminal.Terminal.Colour;
import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.comparison.Comparison.Side;
import dev.assay.contracts.run.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay gate}: for continuous integration. */
@Command(
        name = "gate",
        description = "Fail where a run is below a floor, or worse than a baseline by more than chance.",
        footer = "Exit codes: 0 passed, 1 failed, 2 usage, 3 infrastructure.")
public final class GateCommand implements Callable<Integer> {

    private static final double HIGHEST = 100;

    private final Session session;

    @Parameters(paramLabel = "RUN", description = "A run, RUN/EXPERIMENT, or an experiment (its newest run).")
    private String run;

    @Option(names = "--baseline", paramLabel = "RUN", description = "What it must not be worse than.")
    private String baseline;

    @Option(names = "--min-success-rate", paramLabel = "PERCENT", description = "Least success rate, 0 to 100.")
    private Double floor;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the checks as JUnit XML.")
    private Path junit;

    @Option(names = "--summary", paramLabel = "FILE", description = "Write a Markdown summary.")
    private Path summary;

    public GateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (baseline == null && floor == null) {
            throw Failure.usage("nothing to check: give --baseline RUN, --min-success-rate PERCENT, or both");
        }
        if (floor != null && !(floor >= 0 && floor <= HIGHEST)) {
            throw Failure.usage("--min-success-rate is in per cent, from 0 to 100");
        }
        Gate gate = Gate.of(comparison(session.client()), Optional.ofNullable(floor));
        Optional.ofNullable(junit).ifPresent(file -> GateFiles.write(file, GateFiles.junit(gate)));
        Optional.ofNullable(summary).ifPresent(file -> GateFiles.write(file, GateFiles.markdown(gate)));
        if (session.json()) {
            session.print(gate);
        } else {
            print(gate);
        }
        return gate.passed() ? 0 : Failure.Kind.FAILED.exitCode();
    }

    private Comparison comparison(AssayClient client) {
        List<String> named = Stream.of(Optional.ofNullable(baseline), Optional.of(run))
                .flatMap(Optional::stream)
                .toList();
        Comparison comparison = client.compare(named);
        if (comparison.sides().size() != named.size()) {
            throw Failure.usage("a gate is about one experiment; name it as RUN/EXPERIMENT. These are: "
                    + String.join(
                            ", ", comparison.sides().stream().map(Side::name).toList()));
        }
        for (Side side : comparison.sides()) {
            requireEnded(client.run(side.runId()));
            if (side.rate().isEmpty()) {
                throw Failure.infrastructure(side.name() + ": no trial was judged, so there is nothing to go by");
            }
        }
        return comparison;
    }

    private static void requireEnded(Run run) {
        if (!run.state().ended()) {
            throw Failure.usage("run " + run.runId() + " is " + run.state().code()
                    + "; wait for its end: assay runs show " + run.runId() + " --watch");
        }
    }

    private void print(Gate gate) {
        Terminal terminal = session.terminal();
        gate.checks().forEach(check -> {
            String result =
                    check.passed() ? terminal.paint(Colour.GREEN, "passed") : terminal.paint(Colour.RED, "FAILED");
            terminal.print(result + "  " + Terminal.safe(check.name()));
            terminal.print("        " + Terminal.safe(check.detail()));
        });
    }
}
