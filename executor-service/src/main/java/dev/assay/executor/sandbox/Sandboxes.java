package dev.assay.executor.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Starts sandboxes in a fixed number of slots. Nothing of untrusted origin should run here before {@link #probe}. */
public final class Sandboxes implements AutoCloseable {

    private static final int FIRST_UID = 61_000;

    private final Tier tier;
    private final TemporaryFolder home;
    private final SlotNumbers numbers;
    private final PythonRuntime runtime;
    private final Confinement confinement;
    private final Launcher launcher;
    private final Optional<WarmSeats> warm;
    private final LimitWatch watch = new LimitWatch();

    /** Platform threads, since reading a pipe would hold on to the carrier of a virtual one; a new one for each is dear. */
    private final ExecutorService drains = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("drain-", 0).factory());

    private final SlotPool slots;

    private Sandboxes(
            Tier tier,
            TemporaryFolder home,
            SlotNumbers numbers,
            PythonRuntime runtime,
            Confinement confinement,
            Launcher launcher,
            Optional<WarmSeats> warm,
            List<Slot> slots) {
        this.tier = tier;
        this.home = home;
        this.numbers = numbers;
        this.runtime = runtime;
        this.confinement = confinement;
        this.launcher = launcher;
        this.warm = warm;
        this.slots = new SlotPool(slots);
    }

    /** Prepares slots in the strongest tier; throws {@link SandboxUnavailable} where it cannot be had. */
    public static Sandboxes open(int slots, int firstSlot) {
        return open(SandboxSettings.of(slots, firstSlot));
    }

    /** Prepares slots; throws {@link SandboxUnavailable} where something is missing, with what to install. */
    public static Sandboxes open(SandboxSettings settings) {
        return open(settings, Host.find());
    }

    static Sandboxes open(SandboxSettings settings, Host host) {
        TemporaryFolder home = TemporaryFolder.create("assay-executor-");
        SlotNumbers numbers;
        try {
            numbers = SlotNumbers.take(home.path().getParent(), settings.slots(), settings.firstSlot());
        } catch (SandboxUnavailable e) {
            home.close();
            throw e;
        }
        try {
            return open(settings, host, home, numbers);
        } catch (SandboxUnavailable e) {
            numbers.close();
            home.close();
            throw e;
        }
    }

    private static Sandboxes open(SandboxSettings settings, Host host, TemporaryFolder folder, SlotNumbers numbers) {
        Path home = folder.path();
        PythonRuntime runtime = PythonRuntime.prepare(newFolder(home.resolve("programs")));
        StartLine start = startLine(home, host);
        Confinement confinement = switch (settings.tier()) {
            case NAMESPACES -> new Bubblewrap(home, runtime, start);
            case LANDLOCK -> new Landlock(home, runtime, start);
        };
        List<Slot> slots = numbers.numbers().stream()
                .map(number -> new Slot(
                        number,
                        seat("judge-" + number, FIRST_UID + 2 * number, host),
                        seat("candidate-" + number, FIRST_UID + 2 * number + 1, host)))
                .toList();
        Launcher launcher = new Launcher();
        Optional<WarmSeats> warm = confinement instanceof Bubblewrap bubblewrap && bubblewrap.canFork()
                ? settings.warm().map(kept -> new WarmSeats(home, bubblewrap, launcher, kept))
                : Optional.empty();
        return new Sandboxes(settings.tier(), folder, numbers, runtime, confinement, launcher, warm, slots);
    }

    private static StartLine startLine(Path home, Host host) {
        if (!host.launcher()) {
            return new ShellLine();
        }
        return NativeLine.install(home).<StartLine>map(line -> line).orElseGet(ShellLine::new);
    }

    /** The kind of isolation that programs run in. */
    public Tier tier() {
        return tier;
    }

    public PythonRuntime runtime() {
        return runtime;
    }

    public SlotPool slots() {
        return slots;
    }

    /** Tries to break out, by every way that is known to have worked somewhere, of each kind of sandbox in use. */
    public IsolationReport probe() throws InterruptedException {
        return slots.inOne(slot -> new IsolationProbe(this).run(slot.candidate()));
    }

    /** Whether programs that can be forked are forked by warm parents. */
    public boolean forks() {
        return warm.isPresent();
    }

    /** Processes that stay between executions: the warm parents. */
    public Set<Long> standing() {
        return warm.map(WarmSeats::processes).orElse(Set.of());
    }

    /** Starts one of our programs in a seat, which must be free. */
    public SandboxProcess start(Seat seat, SandboxProgram program, SandboxLimits limits) {
        RunningProgram running = warm.filter(seats -> program.forks())
                .map(seats -> seats.start(seat, program, limits))
                .orElseGet(() -> startAnew(seat, program, limits));
        SandboxProcess sandbox = new SandboxProcess(running, seat, limits, drains);
        watch.watch(sandbox);
        return sandbox;
    }

    private RunningProgram startAnew(Seat seat, SandboxProgram program, SandboxLimits limits) {
        warm.ifPresent(seats -> seats.vacate(seat));
        seat.cgroup().ifPresent(group -> group.reset(limits.memoryBytes(), 0));
        return new ColdProgram(launcher.start(confinement.command(seat, program)), seat.cgroup());
    }

    /** Ends no program that still runs; call it when all slots are free. */
    @Override
    public void close() {
        watch.close();
        drains.shutdown();
        warm.ifPresent(WarmSeats::close);
        launcher.close();
        slots.all().stream()
                .flatMap(slot -> Stream.of(slot.judge(), slot.candidate()))
                .flatMap(seat -> seat.cgroup().stream())
                .forEach(Cgroup::remove);
        numbers.close();
        home.close();
    }

    private static Seat seat(String name, int uid, Host host) {
        return new Seat(
                name,
                host.dropsUid() ? Optional.of(uid) : Optional.empty(),
                host.cgroups().create(name));
    }

    private static Path newFolder(Path folder) {
        try {
            return Files.createDirectory(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }
}
