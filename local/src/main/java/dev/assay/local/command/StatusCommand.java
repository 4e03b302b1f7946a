package dev.assay.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.assay.contracts.json.AssayJson;
import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.state.ComponentState;
import dev.assay.local.state.Phase;
import dev.assay.local.state.PlatformState;
import dev.assay.local.state.StateFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what runs; exit code 0 when all of it is ready, else 3. */
@Command(name = "status", description = "Shows the parts of Assay, their state and their memory.")
final class StatusCommand implements Callable<Integer> {

    private static final int NOT_READY = 3;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** What {@code --json} prints. */
    private record Status(String phase, Optional<Long> supervisorPid, List<Part> components) {}

    private record Part(
            String name,
            String phase,
            String address,
            Optional<Long> pid,
            int restarts,
            long residentBytes,
            long sinceSeconds,
            String log) {}

    @Override
    public Integer call() throws JsonProcessingException {
        Optional<PlatformState> state = new StateFile(Here.options().home().state()).read();
        Status status = state.map(StatusCommand::status).orElse(new Status("stopped", Optional.empty(), List.of()));
        if (json) {
            ObjectWriter writer = AssayJson.events().writerWithDefaultPrettyPrinter();
            System.out.println(writer.writeValueAsString(status));
        } else {
            print(status);
        }
        boolean ready = status.phase().equals("ready")
                && status.components().stream().allMatch(part -> part.phase().equals("ready"));
        return ready ? 0 : NOT_READY;
    }

    private static Status status(PlatformState state) {
        boolean supervised = state.supervisor().isAlive();
        List<Part> parts = state.components().stream().map(StatusCommand::part).toList();
        return new Status(
                supervised ? name(state.phase()) : "without supervisor",
                Optional.of(state.supervisor().pid()).filter(pid -> supervised),
                parts);
    }

    private static Part part(ComponentState component) {
        Optional<ProcessIdentity> alive = component.process().filter(ProcessIdentity::isAlive);
        return new Part(
                component.name(),
                alive.isPresent() || component.phase() != Phase.READY ? name(component.phase()) : "gone",
                component.address(),
                alive.map(ProcessIdentity::pid),
                component.restarts(),
                alive.map(ProcessIdentity::residentBytes).orElse(0L),
                Duration.between(component.since(), Instant.now()).toSeconds(),
                component.log());
    }

    private static void print(Status status) {
        if (status.components().isEmpty()) {
            System.out.println("Assay is not running.");
            return;
        }
        System.out.println("Assay is " + status.phase()
                + status.supervisorPid().map(pid -> " (supervisor " + pid + ")").orElse(""));
        System.out.println(String.format(
                Locale.ROOT, "  %-20s %-11s %8s %8s %8s  %s", "part", "state", "pid", "memory", "restarts", "address"));
        for (Part part : status.components()) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "  %-20s %-11s %8s %5d MB %8d  %s",
                    part.name(),
                    part.phase(),
                    part.pid().map(String::valueOf).orElse("-"),
                    part.residentBytes() >> 20,
                    part.restarts(),
                    part.address()));
        }
    }

    private static String name(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }
}
