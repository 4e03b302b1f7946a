package dev.assay.local.supervise;

import dev.assay.local.LocalProblem;
import dev.assay.local.component.Component;
import dev.assay.local.home.Home;
import dev.assay.local.log.LogTail;
import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.process.Signals;
import dev.assay.local.state.ComponentState;
import dev.assay.local.state.Phase;
import dev.assay.local.state.PlatformState;
import dev.assay.local.state.StateFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Starts the components stage by stage, starts again what dies, and stops all in reverse order. Every change is written
 * to the state file before the next step, so that the platform can be stopped without the supervisor.
 */
public final class Supervisor {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LINES_SHOWN = 8;

    private final Home home;
    private final String root;
    private final StateFile stateFile;
    private final Duration startPatience;
    private final List<Stage> stages;
    private final List<Unit> units = new ArrayList<>();
    private final Instant startedAt = Instant.now();
    private final ProcessIdentity self =
            ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Object changes = new Object();
    private Phase phase = Phase.WAITING;

    /**
     * Prepares the supervision of a platform that has not been started.
     *
     * @param root the installation that runs, for {@code status}
     * @param stages in the order of their start
     */
    public Supervisor(Home home, String root, Duration startPatience, List<Stage> stages) {
        this.home = home;
        this.root = root;
        this.stateFile = new StateFile(home.state());
        this.startPatience = startPatience;
        this.stages = List.copyOf(stages);
        for (Stage stage : stages) {
            for (Component component : stage.components()) {
                units.add(new Unit(component, home.log(component.name())));
            }
        }
    }

    /** Starts everything and returns when it is ready; what was started is stopped again when something does not start. */
    public void start() {
        try {
            enter(Phase.STARTING);
            for (Stage stage : stages) {
                members(stage).forEach(this::launch);
                if (stage.holdsNext()) {
                    awaitFirstReady(stage);
                }
            }
            stages.stream().filter(stage -> !stage.holdsNext()).forEach(this::awaitFirstReady);
            enter(Phase.READY);
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    /** Stops everything, in reverse order of the stages; returns when it is gone, also when another thread stops it. */
    public void stop() {
        boolean first;
        synchronized (changes) {
            first = !isStopping();
            stopping.countDown();
        }
        if (!first) {
            awaitStopped();
            return;
        }
        enter(Phase.STOPPING);
        for (Stage stage : stages.reversed()) {
            stop(stage);
        }
        stateFile.delete();
        stopped.countDown();
    }

    /** Returns when {@link #stop} has done its work. */
    public void awaitStopped() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalProblem("interrupted while the platform stops", e);
        }
    }

    public PlatformState state() {
        synchronized (changes) {
            List<ComponentState> components = units.stream().map(Unit::state).toList();
            return new PlatformState(PlatformState.FORMAT, root, self, startedAt, phase, components);
        }
    }

    /** Kills a component as a crash would; it is started again. Returns when the process is gone. */
    public void kill(String name) {
        Unit unit = unit(name);
        Component.Running running;
        synchronized (changes) {
            running = unit.running().orElseThrow(() -> new LocalProblem(name + " does not run"));
            lost(unit, running);
        }
        Signals.kill(running.identity());
        running.end().join();
    }

    /** Lets a component end in order and starts it again. Returns when the old process is gone. */
    public void restart(String name) {
        Unit unit = unit(name);
        Component.Running running;
        synchronized (changes) {
            running = unit.running().orElseThrow(() -> new LocalProblem(name + " does not run"));
            lost(unit, running);
        }
        unit.component().askToStop(running.identity());
        if (!Signals.awaitEnd(List.of(running.identity()), Patience.DRAIN)) {
            Signals.kill(running.identity());
        }
        running.end().join();
    }

    /** Waits until a component is ready. */
    public void awaitReady(String name, Duration patience) {
        Unit unit = unit(name);
        long end = System.nanoTime() + patience.toNanos();
        synchronized (changes) {
            while (unit.phase() != Phase.READY) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new LocalProblem(name + " is not ready after " + patience.toSeconds() + " s" + tail(unit));
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(changes, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new LocalProblem("interrupted while waiting for " + name, e);
                }
            }
        }
    }

    private void awaitFirstReady(Stage stage) {
        members(stage).forEach(this::awaitFirstReady);
        stage.onReady().run();
        for (Unit unit : members(stage)) {
            Thread.ofVirtual().name("watch-" + unit.component().name()).start(() -> watch(unit));
        }
    }

    private void launch(Unit unit) {
        synchronized (changes) {
            requireNotStopping();
            unit.enter(Phase.STARTING);
            publish();
            try {
                unit.started(unit.component().start());
            } catch (IOException e) {
                throw new LocalProblem(unit.component().name() + " does not start: " + e.getMessage() + tail(unit), e);
            }
            publish();
        }
    }

    private void awaitFirstReady(Unit unit) {
        String name = unit.component().name();
        long end = System.nanoTime() + startPatience.toNanos();
        while (!unit.component().isReady()) {
            Component.Running running = unit.running().orElseThrow();
            if (running.end().isDone()) {
                throw new LocalProblem(
                        name + " does not start: it ended while it was starting" + running.wantOfMemory() + tail(unit));
            }
            if (System.nanoTime() > end) {
                throw new LocalProblem(name + " is not ready after " + startPatience.toSeconds()
                        + " s (more time: ASSAY_START_TIMEOUT_SECONDS)"
                        + unit.component().complaint() + tail(unit));
            }
            pause(POLL);
        }
        ready(unit);
    }

    /** Starts the unit again whenever it dies, until the platform stops. */
    private void watch(Unit unit) {
        int deaths = 0;
        while (!isStopping()) {
            Instant ready = Instant.now();
            Component.Running running = unit.running().orElseThrow();
            running.end().join();
            deaths = ready.plus(Patience.STABLE).isBefore(Instant.now()) ? 1 : deaths + 1;
            synchronized (changes) {
                lost(unit, running);
            }
            try {
                pause(Patience.pause(deaths));
                launch(unit);
                awaitReadyAgain(unit);
            } catch (LocalProblem problem) {
                // It stays in RESTARTING, or the platform stops; the next round tells.
            }
        }
    }

    private void awaitReadyAgain(Unit unit) {
        Component.Running running = unit.running().orElseThrow();
        long end = System.nanoTime() + startPatience.toNanos();
        while (!unit.component().isReady()) {
            if (running.end().isDone()) {
                return;
            }
            if (System.nanoTime() > end) {
                Signals.kill(running.identity());
                return;
            }
            pause(POLL);
        }
        ready(unit);
    }

    /** Notes a death once, whoever sees it first. */
    private void lost(Unit unit, Component.Running running) {
        boolean known = unit.phase() == Phase.RESTARTING;
        boolean current = unit.running().filter(running::equals).isPresent();
        if (!known && current && !isStopping()) {
            unit.restarting();
            publish();
        }
    }

    private void ready(Unit unit) {
        synchronized (changes) {
            if (!isStopping()) {
                unit.enter(Phase.READY);
                publish();
            }
        }
    }

    private void stop(Stage stage) {
        List<Unit> members = members(stage);
        List<ProcessIdentity> processes = new ArrayList<>();
        for (Unit unit : members) {
            unit.process().ifPresent(process -> {
                unit.component().askToStop(process);
                processes.add(process);
            });
        }
        if (!Signals.awaitEnd(processes, stage.drain())) {
            processes.forEach(Signals::kill);
            Signals.awaitEnd(processes, Patience.KILLED);
        }
        synchronized (changes) {
            members.forEach(unit -> unit.enter(Phase.STOPPED));
            publish();
        }
    }

    private void enter(Phase next) {
        synchronized (changes) {
            phase = next;
            publish();
        }
    }

    private void publish() {
        stateFile.write(state());
        changes.notifyAll();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void requireNotStopping() {
        if (isStopping()) {
            throw new LocalProblem("the platform is being stopped");
        }
    }

    /** Waits, or throws when the platform is to stop. */
    private void pause(Duration duration) {
        try {
            if (stopping.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                requireNotStopping();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalProblem("interrupted", e);
        }
    }

    private List<Unit> members(Stage stage) {
        return units.stream()
                .filter(unit -> stage.components().contains(unit.component()))
                .toList();
    }

    private Unit unit(String name) {
        return units.stream()
                .filter(unit -> unit.component().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LocalProblem("there is no component " + name));
    }

    private String tail(Unit unit) {
        return LogTail.shown(unit.log(), LINES_SHOWN);
    }
}
