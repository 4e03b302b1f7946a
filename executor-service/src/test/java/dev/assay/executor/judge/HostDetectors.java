package dev.assay.executor.judge;

import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Execution;
import dev.assay.executor.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What must not have happened when a hostile program has run: a leak, something left running, a changed host. */
final class HostDetectors {

    /** What every secret of the tests begins with. */
    static final String CANARY = "CANARY-";

    private HostDetectors() {}

    /** The source and the judge's own message about the visible test may hold what they like. */
    static boolean leaks(Execution execution) {
        return (execution.output().text() + execution.detail() + AssayJson.write(execution.tests())).contains(CANARY);
    }

    static List<Long> processesOfTheSeats(Sandboxes sandboxes) {
        try {
            List<String> uids = sandboxes
                    .slots()
                    .inOne(slot -> Stream.of(slot.judge(), slot.candidate())
                            .flatMap(seat -> seat.uid().stream())
                            .map(String::valueOf)
                            .toList());
            return ProcessHandle.allProcesses()
                    .map(ProcessHandle::pid)
                    .filter(process -> uids.contains(uid(process)))
                    .filter(process -> !sandboxes.standing().contains(process))
                    .toList();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String uid(long process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process), "status"))) {
            return lines.filter(line -> line.startsWith("Uid:"))
                    .map(line -> line.split("\\s+")[1])
                    .findFirst()
                    .orElse("");
        } catch (IOException | java.io.UncheckedIOException gone) {
            return "";
        }
    }

    static String hostSettings() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname"))
                + Files.readString(Path.of("/proc/sys/kernel/core_pattern"))
                + Files.exists(Path.of("/usr/bin/forged"));
    }
}
