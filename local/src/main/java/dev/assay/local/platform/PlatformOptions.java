package dev.assay.local.platform;

import dev.assay.local.LocalProblem;
import dev.assay.local.home.Home;
import dev.assay.local.port.Ports;
import dev.assay.local.service.Installation;
import dev.assay.local.service.Service;
import dev.assay.local.service.ServiceEnvironment;
import dev.assay.local.service.Services;
import dev.assay.local.supervise.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a platform is to be like; each {@code with…} gives a changed copy.
 *
 * @param environment of the person who starts it: keys, settings, external stores
 * @param services the names of those to start
 * @param extra further variables, by service
 * @param startPatience how long a component may take to be ready
 */
public record PlatformOptions(
        Installation installation,
        Home home,
        Ports ports,
        Map<String, String> environment,
        Set<String> services,
        Map<String, Map<String, String>> extra,
        Duration startPatience) {

    private static final String HOME_VARIABLE = "ASSAY_HOME";
    private static final String PATIENCE_VARIABLE = "ASSAY_START_TIMEOUT_SECONDS";

    public PlatformOptions {
        environment = Map.copyOf(environment);
        services = Set.copyOf(services);
        extra = Map.copyOf(extra);
        Set<String> unknown = new HashSet<>(services);
        Services.all().forEach(service -> unknown.remove(service.name()));
        if (!unknown.isEmpty()) {
            throw new LocalProblem("there are no services " + unknown);
        }
    }

    /** All services as the environment says: {@code ASSAY_HOME}, {@code ASSAY_PORT_…}, {@code ASSAY_START_TIMEOUT_SECONDS}. */
    public static PlatformOptions from(Path root, Map<String, String> environment) {
        String home = environment.getOrDefault(HOME_VARIABLE, "");
        return new PlatformOptions(
                new Installation(root),
                new Home(home.isBlank() ? root.resolve(".assay") : Path.of(home)),
                Ports.from(environment),
                environment,
                allServices(),
                Map.of(),
                patience(environment));
    }

    /**
     * All services on free ports over a directory of their own, as tests want it: nothing that the person has set reaches
     * them, keys least of all.
     */
    public static PlatformOptions forTest(Path root, Path home) {
        return new PlatformOptions(
                new Installation(root),
                new Home(home),
                Ports.free(),
                ServiceEnvironment.ofEveryProgram(System.getenv()),
                allServices(),
                Map.of(),
                Patience.START);
    }

    public PlatformOptions withServices(String... names) {
        return new PlatformOptions(
                installation, home, ports, environment, new LinkedHashSet<>(Set.of(names)), extra, startPatience);
    }

    /** With further variables for one service; they go before all others. */
    public PlatformOptions withEnvironment(String service, Map<String, String> variables) {
        Map<String, Map<String, String>> more = new HashMap<>(extra);
        more.merge(service, Map.copyOf(variables), (before, after) -> {
            Map<String, String> both = new HashMap<>(before);
            both.putAll(after);
            return Map.copyOf(both);
        });
        return new PlatformOptions(installation, home, ports, environment, services, more, startPatience);
    }

    private static Set<String> allServices() {
        Set<String> names = new LinkedHashSet<>();
        Services.all().stream().map(Service::name).forEach(names::add);
        return names;
    }

    private static Duration patience(Map<String, String> environment) {
        String text = environment.getOrDefault(PATIENCE_VARIABLE, "").strip();
        if (text.isEmpty()) {
            return Patience.START;
        }
        try {
            return Duration.ofSeconds(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new LocalProblem(PATIENCE_VARIABLE + "=" + text + " is not a number of seconds", e);
        }
    }
}
