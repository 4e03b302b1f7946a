package dev.assay.local.service;

import dev.assay.local.home.Secrets;
import dev.assay.local.port.Port;
import dev.assay.local.port.Ports;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Makes the environment of a service from nothing: what every program needs, what this service is configured by, and no
 * more. Keys of model providers reach the service that calls models and no other.
 */
public final class ServiceEnvironment {

    private static final Set<String> EVERY_PROGRAM =
            Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "JAVA_HOME");
    private static final Set<String> EVERY_SERVICE =
            Set.of("ASSAY_OTLP_ENDPOINT", "ASSAY_TRACES_OFF", "ASSAY_TRACES_RATIO", "ASSAY_DRAIN_TIMEOUT");

    /** Where services are is ours to say; the same names tell the client where to call. */
    private static final String ADDRESS_SUFFIX = "_URL";

    private final Map<String, String> person;
    private final Ports ports;
    private final Secrets secrets;
    private final Infrastructure infrastructure;

    /** @param person the environment of whoever starts the platform */
    public ServiceEnvironment(Map<String, String> person, Ports ports, Secrets secrets, Infrastructure infrastructure) {
        this.person = Map.copyOf(person);
        this.ports = ports;
        this.secrets = secrets;
        this.infrastructure = infrastructure;
    }

    /** What a program gets that is not a service. */
    public Map<String, String> ofProgram() {
        return ofEveryProgram(person);
    }

    public Map<String, String> of(Service service) {
        Map<String, String> environment = ofEveryProgram(person);
        environment.putAll(settings(person, service));
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(service.port())));
        environment.put("ASSAY_PARENT_WATCH", "true");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", infrastructure.bootstrapServers());
        service.schema().ifPresent(schema -> {
            environment.put("ASSAY_DB_URL", infrastructure.databaseUrl());
            environment.put("ASSAY_DB_USER", "assay_" + schema);
            environment.put("ASSAY_DB_PASSWORD", secrets.passwords().get(schema));
        });
        service.caller()
                .ifPresent(caller ->
                        environment.put("ASSAY_SERVICE_TOKEN", secrets.tokens().get(caller)));
        for (Port called : service.calls()) {
            environment.put("ASSAY_" + called.name() + "_URL", ports.url(called));
        }
        for (String caller : service.acceptsFrom()) {
            environment.put("ASSAY_TOKEN_" + caller, secrets.tokens().get(caller));
        }
        return environment;
    }

    /**
     * The part of a person's environment by which a service is set up. Where the services are is known here, so that no
     * address passes, unless it is named in full.
     */
    public static Map<String, String> settings(Map<String, String> person, Service service) {
        return chosen(person, name -> {
            boolean own = service.passes().stream().anyMatch(name::startsWith) && !name.endsWith(ADDRESS_SUFFIX);
            return own || service.passes().contains(name) || EVERY_SERVICE.contains(name);
        });
    }

    /** The part of a person's environment that every program needs. */
    public static Map<String, String> ofEveryProgram(Map<String, String> person) {
        return chosen(person, EVERY_PROGRAM::contains);
    }

    private static Map<String, String> chosen(Map<String, String> environment, Predicate<String> passes) {
        Map<String, String> chosen = new TreeMap<>(environment);
        chosen.keySet().removeIf(passes.negate());
        return chosen;
    }
}
