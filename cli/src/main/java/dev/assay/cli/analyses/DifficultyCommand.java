package dev.assay.cli.analyses;

import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.Page;
import dev.assay.contracts.analysis.ProblemDifficulty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay analyses difficulty}. */
@Command(name = "difficulty", description = "Rank the problems of a data set over all runs: hardest or dearest first.")
final class DifficultyCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Scope scope;

    @Option(names = "--order", defaultValue = "rate", description = "rate or cost (default ${DEFAULT-VALUE}).")
    private String order;

    @Option(names = "--failing", description = "Only problems of which no answer passed.")
    private boolean failing;

    @Option(names = "--limit", defaultValue = "20", description = "At most this many (default ${DEFAULT-VALUE}).")
    private int limit;

    DifficultyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Map<String, String> query = scope.query();
        query.put("order", order);
        query.put("failing", String.valueOf(failing));
        query.put("limit", String.valueOf(limit));
        List<ProblemDifficulty> problems = session.client().difficulty(query);
        if (session.json()) {
            session.print(new Page<>(problems, Optional.empty()));
            return 0;
        }
        Table table = Table.of("problem", ">passed", ">rate", "", ">cost", "no answer passed of");
        problems.forEach(problem -> table.row(
                problem.problemId(),
                Figures.count(problem.passed()) + "/" + Figures.count(problem.samples()),
                Figures.percent(problem.successRate()),
                problem.hard() ? "hard" : "",
                problem.costUsd().map(Figures::usd).orElse("unknown"),
                String.join(", ", problem.failingModels())));
        table.lines(Terminal.WIDTH).forEach(session.terminal()::print);
        return 0;
    }
}
