package dev.assay.deploy.code;

import dev.assay.local.service.Service;
import dev.assay.local.service.Services;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a service's own code and settings say about how it is to be deployed. */
public final class ServiceCode {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");
    private static final Pattern CHANNEL =
            Pattern.compile("mp\\.messaging\\.(incoming|outgoing)\\.([^.]+)\\.(topic|group\\.id)");
    private static final String MODEL_SERVER = "model-server";

    private final Service service;
    private final Properties settings;
    private final DeclaredKeys declared;

    private ServiceCode(Service service, Properties settings, DeclaredKeys declared) {
        this.service = service;
        this.settings = settings;
        this.declared = declared;
    }

    /** Every service of the platform, read from the project in {@code root}, which must be built. */
    public static List<ServiceCode> all(Path root) {
        return Services.all().stream().map(service -> of(service, root)).toList();
    }

    private static ServiceCode of(Service service, Path root) {
        Properties settings = new Properties();
        DeclaredKeys declared = DeclaredKeys.of(root.resolve(service.name()));
        if (!service.name().equals(MODEL_SERVER)) {
            read(root.resolve("service-frame/src/main/resources/META-INF/microprofile-config.properties"), settings);
            declared = declared.and(DeclaredKeys.of(root.resolve("service-frame")));
        }
        if (service.schema().isPresent()) {
            read(root.resolve("service-store/src/main/resources/META-INF/microprofile-config.properties"), settings);
        }
        read(root.resolve(service.name()).resolve("src/main/resources/application.properties"), settings);
        return new ServiceCode(service, settings, declared);
    }

    private static void read(Path file, Properties settings) {
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return service.name();
    }

    public int port() {
        return Integer.parseInt(settings.getProperty("quarkus.http.port"));
    }

    public Optional<String> schema() {
        return service.schema();
    }

    /** Whether it takes part in the events; the model server does not. */
    public boolean usesKafka() {
        return settings.containsKey("kafka.bootstrap.servers");
    }

    /** How long it may take to stop: the drain, and after it what Quarkus gives to requests that are still on their way. */
    public Duration longestEnd() {
        return seconds("assay.drain.timeout").plus(seconds("quarkus.shutdown.timeout"));
    }

    private Duration seconds(String key) {
        return Duration.ofSeconds(Long.parseLong(settings.getProperty(key, "0s").replaceFirst("s$", "")));
    }

    @Override
    public String toString() {
        return name();
    }

    /** Topics that it reads. */
    public Set<String> consumed() {
        return channels("incoming", "topic");
    }

    /** Topics that it writes, dead letters aside. */
    public Set<String> produced() {
        return channels("outgoing", "topic").stream()
                .filter(topic -> !topic.equals(settings.getProperty("mp.messaging.outgoing.dead-letters.topic")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Its consumer groups. */
    public Set<String> groups() {
        return channels("incoming", "group.id");
    }

    private Set<String> channels(String direction, String property) {
        return settings.stringPropertyNames().stream()
                .filter(key -> {
                    Matcher matcher = CHANNEL.matcher(key);
                    return matcher.matches()
                            && matcher.group(1).equals(direction)
                            && matcher.group(3).equals(property);
                })
                .map(settings::getProperty)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every variable of the environment that changes anything. */
    public Set<String> knownVariables() {
        Set<String> known = new TreeSet<>(declared.variables());
        placeholders().map(placeholder -> placeholder.group(1)).forEach(known::add);
        settings.stringPropertyNames().stream().map(DeclaredKeys::variable).forEach(known::add);
        if (usesKafka()) {
            known.addAll(KafkaClient.variables());
        }
        return known;
    }

    /**
     * The variables without which it does not work in a cluster: what by default is an address on loopback or an empty
     * secret, its own credential, and those of its callers.
     */
    public Set<String> neededVariables() {
        Set<String> needed = new TreeSet<>();
        placeholders()
                .filter(placeholder -> placeholder.group(2) != null
                        && (placeholder.group(2).contains("127.0.0.1")
                                || placeholder.group(1).endsWith("_PASSWORD")))
                .map(placeholder -> placeholder.group(1))
                .filter(variable -> !variable.equals("ASSAY_OTLP_ENDPOINT")) // no trace is sent by default
                .forEach(needed::add);
        if (settings.getProperty("quarkus.http.host", "").startsWith("127.")) {
            needed.add("QUARKUS_HTTP_HOST");
        }
        if (declared.variables().contains("ASSAY_SERVICE_TOKEN")) {
            needed.add("ASSAY_SERVICE_TOKEN");
        }
        service.acceptsFrom().forEach(caller -> needed.add("ASSAY_TOKEN_" + caller));
        if (usesKafka()) {
            needed.addAll(Set.of("KAFKA_SECURITY_PROTOCOL", "KAFKA_SASL_MECHANISM", "KAFKA_SASL_JAAS_CONFIG"));
        }
        return needed;
    }

    private Stream<MatchResult> placeholders() {
        return settings.stringPropertyNames().stream()
                .map(settings::getProperty)
                .flatMap(value -> PLACEHOLDER.matcher(value).results());
    }
}
