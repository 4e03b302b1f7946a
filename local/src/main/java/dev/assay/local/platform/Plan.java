package dev.assay.local.platform;

import dev.assay.embedded.kafka.EmbeddedKafka;
import dev.assay.embedded.postgres.Role;
import dev.assay.local.LocalProblem;
import dev.assay.local.broker.Broker;
import dev.assay.local.component.AcceptedConnection;
import dev.assay.local.component.Component;
import dev.assay.local.component.Database;
import dev.assay.local.component.HealthCheck;
import dev.assay.local.component.JavaProcess;
import dev.assay.local.home.Home;
import dev.assay.local.home.Secrets;
import dev.assay.local.port.Port;
import dev.assay.local.service.Infrastructure;
import dev.assay.local.service.Installation;
import dev.assay.local.service.Service;
import dev.assay.local.service.ServiceEnvironment;
import dev.assay.local.service.Services;
import dev.assay.local.supervise.Stage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Works out from the options which components there are, how each is started and which ports they need. */
final class Plan {

    private static final String KAFKA = "kafka";
    private static final String MODEL_SERVER = "model-server";
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private final PlatformOptions options;
    private final Home home;
    private final Secrets secrets;
    private final Optional<String> externalKafka;
    private final Optional<String> externalDatabase;
    private final ServiceEnvironment environment;
    private final Infrastructure infrastructure;
    private final Map<String, JavaProcess> processes = new HashMap<>();

    Plan(PlatformOptions options) {
        this.options = options;
        this.home = options.home();
        this.secrets = ExternalDatabase.over(
                options.environment(), Secrets.load(home.secrets(), Services.callers(), Services.schemas()));
        this.externalKafka = present("KAFKA_BOOTSTRAP_SERVERS");
        this.externalDatabase = present("ASSAY_DB_URL");
        this.infrastructure = new Infrastructure(
                externalKafka.orElse(options.ports().address(Port.KAFKA)),
                externalDatabase.orElse(Database.url(options.ports().of(Port.POSTGRES))));
        this.environment = new ServiceEnvironment(options.environment(), options.ports(), secrets, infrastructure);
    }

    Infrastructure infrastructure() {
        return infrastructure;
    }

    /** The ports that must be free before anything is started. */
    Set<Port> ports() {
        Set<Port> ports = EnumSet.noneOf(Port.class);
        if (externalKafka.isEmpty()) {
            ports.addAll(List.of(Port.KAFKA, Port.KAFKA_CONTROLLER));
        }
        if (externalDatabase.isEmpty()) {
            ports.add(Port.POSTGRES);
        }
        services().forEach(service -> ports.add(service.port()));
        return ports;
    }

    List<Stage> stages() {
        List<Component> stores = new ArrayList<>();
        if (externalKafka.isEmpty()) {
            stores.add(broker());
        }
        if (externalDatabase.isEmpty()) {
            stores.add(new Database(home, options.ports().of(Port.POSTGRES), roles()));
        }
        return List.of(
                Stage.ofInfrastructure(stores, () -> EmbeddedKafka.createTopics(infrastructure.bootstrapServers())),
                Stage.ofHelpers(components(service -> service.name().equals(MODEL_SERVER))),
                Stage.ofServices(components(service -> !service.name().equals(MODEL_SERVER))));
    }

    private List<Component> components(Predicate<Service> chosen) {
        return services().stream().filter(chosen).map(this::component).toList();
    }

    private List<Service> services() {
        return Services.all().stream()
                .filter(service -> options.services().contains(service.name()))
                .toList();
    }

    /** Sets further variables of a service, for its next start. */
    void change(String service, Map<String, String> variables) {
        JavaProcess process = processes.get(service);
        if (process == null) {
            throw new LocalProblem("there is no service " + service);
        }
        process.set(variables);
    }

    private Component component(Service service) {
        JavaProcess process = process(service, service.name(), options.ports().of(service.port()), Map.of());
        processes.put(service.name(), process);
        return process;
    }

    /** One more process of a service, on a port of its own. */
    JavaProcess replica(String name, String replicaName, int port, Map<String, String> variables) {
        Service service = services().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LocalProblem("there is no service " + name));
        return process(service, replicaName, port, variables);
    }

    private JavaProcess process(Service service, String name, int port, Map<String, String> more) {
        List<String> command = new ArrayList<>(List.of(Installation.java(), "-Xmx" + service.heapMegabytes() + "m"));
        command.addAll(JVM);
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar"));
        command.add(options.installation().application(service.name()).toString());

        Map<String, String> variables = new TreeMap<>(environment.of(service));
        variables.put("ASSAY_CACHE_DIR", home.cache().toString());
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        variables.putAll(options.extra().getOrDefault(service.name(), Map.of()));
        variables.putAll(more);
        String url = "http://127.0.0.1:" + port;
        return new JavaProcess(
                name, url, command, variables, options.installation().root(), home.log(name), new HealthCheck(url));
    }

    private Component broker() {
        int port = options.ports().of(Port.KAFKA);
        List<String> command = new ArrayList<>(List.of(Installation.java(), "-Xmx256m"));
        command.addAll(JVM);
        command.addAll(List.of("-cp", options.installation().localClassPath(), Broker.class.getName()));
        command.addAll(Broker.arguments(home.kafka(), port, options.ports().of(Port.KAFKA_CONTROLLER)));
        return new JavaProcess(
                KAFKA,
                options.ports().address(Port.KAFKA),
                command,
                environment.ofProgram(),
                options.installation().root(),
                home.log(KAFKA),
                new AcceptedConnection(port));
    }

    private List<Role> roles() {
        return Services.schemas().stream()
                .map(schema ->
                        new Role("assay_" + schema, schema, secrets.passwords().get(schema)))
                .toList();
    }

    private Optional<String> present(String variable) {
        return Optional.ofNullable(options.environment().get(variable)).filter(value -> !value.isBlank());
    }
}
