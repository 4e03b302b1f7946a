package dev.assay.cli.runs;

import dev.assay.cli.terminal.Figures;
import dev.assay.contracts.account.BudgetWarning;
import dev.assay.contracts.run.Budget;
import dev.assay.contracts.run.Run;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is said once of each share of a budget that is reached. */
final class BudgetWarnings {

    private static final int USED_UP = 100;

    private final Set<Integer> said = new HashSet<>();

    /** What is new. */
    List<String> of(Run run) {
        Optional<Budget> budget = run.budget().filter(known -> known.limitUsd().isPresent());
        List<String> lines = new ArrayList<>();
        budget.ifPresent(known -> known.warnings().stream()
                .filter(warning -> said.add(warning.percent()))
                .map(warning -> text(run, known, warning))
                .forEach(lines::add));
        return lines;
    }

    private static String text(Run run, Budget budget, BudgetWarning warning) {
        String limit = Figures.usd(budget.limitUsd());
        String since = " since " + Figures.time(warning.reachedAt());
        return warning.percent() < USED_UP
                ? warning.percent() + " % of the limit of " + limit + " are used" + since
                : "the limit of " + limit + " is used up" + since + "; go on with ./assay runs resume " + run.runId()
                        + " --limit-usd AMOUNT";
    }
}
