package dev.assay.executor.sandbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Keeps in each seat a warm parent for the program that ran there last. */
final class WarmSeats implements AutoCloseable {

    private static final long PARENT_MEMORY_BYTES = 1L << 30;

    private final Path home;
    private final Bubblewrap bubblewrap;
    private final Launcher launcher;
    private final WarmSettings settings;
    private final Map<String, WarmParent> parents = new ConcurrentHashMap<>();

    WarmSeats(Path home, Bubblewrap bubblewrap, Launcher launcher, WarmSettings settings) {
        this.home = home;
        this.bubblewrap = bubblewrap;
        this.launcher = launcher;
        this.settings = settings;
    }

    /** Runs the program in the seat, which must be free. */
    RunningProgram start(Seat seat, SandboxProgram program, SandboxLimits limits) {
        WarmParent parent = parents.get(seat.name());
        if (parent == null || !parent.serves(program)) {
            vacate(seat);
            parent = launch(seat, program);
            parents.put(seat.name(), parent);
        }
        long resident = parent.residentBytes();
        seat.cgroup().ifPresent(group -> group.reset(limits.memoryBytes(), resident));
        return parent.fork();
    }

    /** Ends the parent in the seat, if there is one, so that the seat is empty. */
    void vacate(Seat seat) {
        WarmParent parent = parents.remove(seat.name());
        if (parent != null) {
            parent.close();
        }
        seat.cgroup().ifPresent(Cgroup::endAll);
    }

    /** The processes of all living parents. */
    Set<Long> processes() {
        return parents.values().stream()
                .filter(WarmParent::isAlive)
                .flatMap(parent -> parent.processes().stream())
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        parents.values().forEach(WarmParent::close);
        parents.clear();
    }

    private WarmParent launch(Seat seat, SandboxProgram program) {
        Path socket = home.resolve(seat.name() + ".socket");
        seat.cgroup().ifPresent(group -> group.reset(PARENT_MEMORY_BYTES, 0));
        Process process = launcher.start(bubblewrap.forkingCommand(seat, program, socket, settings.preload()));
        WarmParent parent = WarmParent.await(program, process, socket, settings.runs());
        seat.cgroup().ifPresent(group -> parent.hasResident(group.usedMemoryBytes()));
        return parent;
    }
}
