package dev.assay.executor.data;

import dev.assay.contracts.record.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** CPU time of all sandboxes of this process so far; 0 without control groups of version 1. */
    static long sandboxCpuMs() {
        String prefix = "assay-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> groups = Files.list(Path.of("/sys/fs/cgroup/cpuacct"))) {
            long nanos = 0;
            for (Path group : groups.filter(
                            path -> path.getFileName().toString().startsWith(prefix))
                    .toList()) {
                nanos += Long.parseLong(
                        Files.readString(group.resolve("cpuacct.usage")).strip());
            }
            return nanos / 1_000_000;
        } catch (IOException e) {
            return 0;
        }
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
