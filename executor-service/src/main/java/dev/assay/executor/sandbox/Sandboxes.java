package dev.assay.executor.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts sandboxes in a fixed number of slots. Nothing of untrusted origin should run here before {@link #probe}. */
public final class Sandboxes implements AutoCloseable {

    /** Isolation by namespaces, a system call filter and, where they can be made, control groups. */
    public static final String TIER = "T1";

    private static final int FIRST_UID = 61_000;

    private final Path home;
    private final PythonRuntime runtime;
    private final Bubblewrap bubblewrap;
    private final Launcher launcher = new Launcher();
    private final LimitWatch watch = new LimitWatch();
    private final SlotPool slots;

    private Sandboxes(Path home, PythonRuntime runtime, Bubblewrap bubblewrap, List<Slot> slots) {
        this.home = home;
        this.runtime = runtime;
        this.bubblewrap = bubblewrap;
        this.slots = new SlotPool(slots);
    }

    /**
     * Prepares {@code slots} slots; throws {@link SandboxUnavailable} where something is missing, with what to install.
     *
     * @param firstSlot number of the first one; executors on one host need different numbers to have different user ids
     */
    public static Sandboxes open(int slots, int firstSlot) {
        return open(slots, firstSlot, isRoot(), Cgroups.find());
    }

    static Sandboxes open(int slots, int firstSlot, boolean dropUid, Cgroups cgroups) {
        Path home = newHome();
        PythonRuntime runtime = PythonRuntime.prepare(home);
        Bubblewrap bubblewrap = new Bubblewrap(home, runtime);
        List<Slot> all = new ArrayList<>();
        for (int number = firstSlot; number < firstSlot + slots; number++) {
            all.add(new Slot(
                    number,
                    seat("judge-" + number, dropUid, FIRST_UID + 2 * number, cgroups),
                    seat("candidate-" + number, dropUid, FIRST_UID + 2 * number + 1, cgroups)));
        }
        return new Sandboxes(home, runtime, bubblewrap, all);
    }

    public PythonRuntime runtime() {
        return runtime;
    }

    public SlotPool slots() {
        return slots;
    }

    /** Tries to break out, by every way that is known to have worked somewhere. */
    public IsolationReport probe() throws InterruptedException {
        return slots.inOne(slot -> new IsolationProbe(this).run(slot.candidate()));
    }

    /** Starts one of our programs in a seat, which must be free. */
    public SandboxProcess start(Seat seat, SandboxProgram program, SandboxLimits limits) {
        seat.cgroup().ifPresent(group -> group.reset(limits.memoryBytes()));
        Process process = launcher.start(bubblewrap.command(seat, program));
        SandboxProcess sandbox = new SandboxProcess(process, seat, limits);
        watch.watch(sandbox);
        return sandbox;
    }

    /** Ends nothing that still runs; call it when all slots are free. */
    @Override
    public void close() {
        watch.close();
        launcher.close();
        slots.all().stream()
                .flatMap(slot -> Stream.of(slot.judge(), slot.candidate()))
                .flatMap(seat -> seat.cgroup().stream())
                .forEach(Cgroup::remove);
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + home, e);
        }
    }

    private static Seat seat(String name, boolean dropUid, int uid, Cgroups cgroups) {
        return new Seat(name, dropUid ? Optional.of(uid) : Optional.empty(), cgroups.create(name));
    }

    private static boolean isRoot() {
        try {
            return ((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid")) == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell the own user id", e);
        }
    }

    private static Path newHome() {
        try {
            return Files.createTempDirectory("assay-executor-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for the sandboxes", e);
        }
    }
}
