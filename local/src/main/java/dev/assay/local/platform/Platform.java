package dev.assay.local.platform;

import dev.assay.local.LocalProblem;
import dev.assay.local.component.JavaProcess;
import dev.assay.local.home.FileLockHold;
import dev.assay.local.home.Home;
import dev.assay.local.home.HomeCheck;
import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.settings.ChangedSettings;
import dev.assay.local.state.ComponentState;
import dev.assay.local.state.Leftovers;
import dev.assay.local.state.PlatformState;
import dev.assay.local.supervise.Supervisor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A whole platform under supervision of this JVM: PostgreSQL, Kafka and the services, each in a process of its own. Closing
 * it stops everything.
 */
public final class Platform implements AutoCloseable {

    private final Home home;
    private final FileLockHold lock;
    private final Plan plan;
    private final Supervisor supervisor;

    private Platform(Home home, FileLockHold lock, Plan plan, Supervisor supervisor) {
        this.home = home;
        this.lock = lock;
        this.plan = plan;
        this.supervisor = supervisor;
    }

    /**
     * Takes the state directory, ends what a killed supervisor left in it, and sees that everything needed is there; nothing
     * is started yet.
     *
     * @throws LocalProblem where it cannot be started
     */
    public static Platform prepare(PlatformOptions options) {
        Home home = options.home();
        HomeCheck.require(home);
        FileLockHold lock = takeLock(home);
        try {
            Leftovers.stop(home);
            Plan plan = new Plan(options);
            options.ports().requireFree(plan.ports());
            Supervisor supervisor = new Supervisor(
                    home, options.installation().root().toString(), options.startPatience(), plan.stages());
            return new Platform(home, lock, plan, supervisor);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    /** A platform that is ready. */
    public static Platform started(PlatformOptions options) {
        Platform platform = prepare(options);
        platform.start();
        return platform;
    }

    /** Starts everything and returns when it is ready, or stops it and throws a {@link LocalProblem}. */
    public void start() {
        try {
            supervisor.start();
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    public PlatformState state() {
        return supervisor.state();
    }

    /** Where a service answers. */
    public URI url(String service) {
        return URI.create(component(service).address());
    }

    /** The process number of a component; another one after each restart. */
    public long pid(String component) {
        return component(component)
                .process()
                .map(ProcessIdentity::pid)
                .orElseThrow(() -> new LocalProblem(component + " does not run"));
    }

    public Path log(String component) {
        return home.log(component);
    }

    public String bootstrapServers() {
        return plan.infrastructure().bootstrapServers();
    }

    /** The file that holds the passwords of the roles in the database. */
    public Path secrets() {
        return home.secrets();
    }

    /** JDBC; the roles' passwords are in {@link #secrets}. */
    public String databaseUrl() {
        return plan.infrastructure().databaseUrl();
    }

    /** Kills a component as a crash would; it is started again. Returns when the process is gone. */
    public void kill(String component) {
        supervisor.kill(component);
    }

    /** Gives services further settings and starts those services again. */
    public void change(ChangedSettings settings) {
        settings.byService().forEach((service, variables) -> {
            plan.change(service, variables);
            supervisor.restart(service);
        });
    }

    /**
     * One more process of a service, beside the supervised one: whoever asks for it starts it, ends it, and gives it a port
     * of its own. It ends with this JVM.
     *
     * @param name of its log
     * @param variables over those of the service
     */
    public JavaProcess replica(String service, String name, int port, Map<String, String> variables) {
        return plan.replica(service, name, port, variables);
    }

    /** Waits until a component is ready, for instance after {@link #kill}. */
    public void awaitReady(String component, Duration patience) {
        supervisor.awaitReady(component, patience);
    }

    /** Returns when the platform has been stopped by another thread. */
    public void awaitStopped() {
        supervisor.awaitStopped();
    }

    /** Stops everything: services first, so that they finish what they have in hand. */
    @Override
    public void close() {
        supervisor.stop();
        release(lock);
    }

    private ComponentState component(String name) {
        return state().component(name).orElseThrow(() -> new LocalProblem("there is no component " + name));
    }

    private static FileLockHold takeLock(Home home) {
        try {
            return FileLockHold.tryTake(home.supervisorLock())
                    .orElseThrow(() -> new LocalProblem("another supervisor runs a platform in " + home.directory()
                            + ": stop it with ./assay down, or set ASSAY_HOME to another directory"));
        } catch (IOException e) {
            throw new LocalProblem(home.supervisorLock() + " cannot be locked (" + e.getMessage() + ")", e);
        }
    }

    private static void release(FileLockHold lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new LocalProblem("the lock of the state directory cannot be given back", e);
        }
    }
}
