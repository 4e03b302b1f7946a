package dev.assay.executor.data;

import dev.assay.contracts.record.Execution;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints what a suite measured. */
final class Figures {

    private Figures() {}

    static void print(String suite, List<Execution> executions) {
        var verdicts = executions.stream()
                .collect(Collectors.groupingBy(
                        execution -> execution.verdict().code(), TreeMap::new, Collectors.counting()));
        System.out.printf(
                "%s: %s; candidate median %d ms wall, %d ms CPU%n",
                suite,
                verdicts,
                median(executions.stream()
                        .map(execution -> execution.resources().wallMs())
                        .toList()),
                median(executions.stream()
                        .map(execution -> execution.resources().cpuMs())
                        .toList()));
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
