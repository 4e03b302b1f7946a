package dev.assay.deploy.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.deploy.code.ServiceCode;
import dev.assay.deploy.render.DeployFolder;
import dev.assay.deploy.render.Rendering;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks fail where they should: each mistake here is made in a good rendering, and found. */
class PlantedMistakesTest {

    private static Rendering standalone;
    private static Rendering everything;
    private static RenderingCheck check;

    @BeforeAll
    static void render() {
        DeployFolder deploy = DeployFolder.copy("planted");
        standalone = deploy.overlay("standalone");
        everything = deploy.overlay("production", List.of("keda", "strimzi", "cloudnative-pg", "service-monitor"));
        List<Path> secretLists = Stream.of(
                        "overlays/production/secrets.txt",
                        "components/keda/secrets.txt",
                        "components/cloudnative-pg/secrets.txt")
                .map(deploy::path)
                .toList();
        check = new RenderingCheck(ServiceCode.all(DeployFolder.root()), DeployFolder.root(), secretLists);
    }

    /**
     * A mistake.
     *
     * @param plant makes it
     * @param finding how it is told
     */
    record Mistake(String name, Consumer<Rendering> plant, String finding) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Mistake> inStandalone() {
        return List.of(
                new Mistake(
                        "a typo in a pod",
                        rendering -> podOf(rendering, "llm-worker").put("restartPolcy", "Always"),
                        "Unrecognized field \"restartPolcy\""),
                new Mistake(
                        "a typo in a container",
                        rendering -> rename(containerOf(rendering, "scorer-service"), "livenessProbe", "livenesProbe"),
                        "Unrecognized field \"livenesProbe\""),
                new Mistake(
                        "a typo in a network policy",
                        rendering -> spec(rendering, "NetworkPolicy", "executor-service")
                                .put("egres", "none"),
                        "Unrecognized field \"egres\""),
                new Mistake(
                        "a number as the value of a variable",
                        rendering -> variable(rendering, "executor-service", "ASSAY_EXECUTOR_SLOTS")
                                .put("value", 2),
                        "Cannot coerce Integer value"),
                new Mistake(
                        "a kind that no cluster has",
                        rendering -> rendering.find("Deployment", "llm-worker").put("apiVersion", "apps/v2"),
                        "there is no model of apps/v2/Deployment"),
                new Mistake(
                        "a wrong port of a container",
                        rendering -> port(containerOf(rendering, "llm-worker")).put("containerPort", 7070),
                        "no container has port 7072, where the code listens"),
                new Mistake(
                        "a wrong port of a Service",
                        rendering -> port(spec(rendering, "Service", "scorer-service"))
                                .put("port", 7075),
                        "Service scorer-service: its port is not 7074"),
                new Mistake(
                        "a wrong port in an address",
                        rendering -> variable(rendering, "executor-service", "ASSAY_DATASET_URL")
                                .put("value", "http://dataset-service:8080"),
                        "no Service is at http://dataset-service:8080"),
                new Mistake(
                        "a port without its protocol",
                        rendering -> port(spec(rendering, "Service", "kafka")).remove("protocol"),
                        "Service kafka, port 9092: the protocol is missing"),
                new Mistake(
                        "a key that a Secret lacks",
                        rendering -> ((ObjectNode) rendering
                                        .find("Secret", "llm-worker-credentials")
                                        .path("data"))
                                .remove("ASSAY_DB_PASSWORD"),
                        "has no key ASSAY_DB_PASSWORD"),
                new Mistake(
                        "a Secret that is not there",
                        rendering -> ((ObjectNode) variable(rendering, "scorer-service", "ASSAY_SERVICE_TOKEN")
                                        .at("/valueFrom/secretKeyRef"))
                                .put("name", "nowhere"),
                        "there is no Secret nowhere"),
                new Mistake(
                        "a variable that the code does not know",
                        rendering -> variable(rendering, "executor-service", "ASSAY_EXECUTOR_SLOTS")
                                .put("name", "ASSAY_EXECUTOR_SLOT"),
                        "the code knows no variable ASSAY_EXECUTOR_SLOT"),
                new Mistake(
                        "a setting of Kafka's clients that does not exist",
                        rendering -> variable(rendering, "executor-service", "ASSAY_EXECUTOR_SLOTS")
                                .put("name", "KAFKA_SASL_MECHANISMS"),
                        "the code knows no variable KAFKA_SASL_MECHANISMS"),
                new Mistake(
                        "an address that is missing",
                        rendering -> removeVariable(rendering, "experiment-service", "ASSAY_SCORER_URL"),
                        "ASSAY_SCORER_URL is missing"),
                new Mistake(
                        "a caller's token that is missing",
                        rendering -> removeVariable(rendering, "dataset-service", "ASSAY_TOKEN_EXECUTOR"),
                        "ASSAY_TOKEN_EXECUTOR is missing"),
                new Mistake(
                        "a topic that does not exist",
                        rendering -> replaceData(rendering, "topics.txt", "assay.executed 12", "assay.execute 12"),
                        "topics.txt has, and the code has not: assay.execute 12"),
                new Mistake(
                        "a number of partitions that is not the code's",
                        rendering -> replaceData(rendering, "topics.txt", "assay.generate 24", "assay.generate 12"),
                        "topics.txt lacks assay.generate 24"),
                new Mistake(
                        "a right too many",
                        rendering -> replaceData(
                                rendering,
                                "acls.txt",
                                "llm-worker topic assay.generate Describe,Read",
                                "llm-worker topic assay.generate Describe,Read,Write"),
                        "acls.txt has, and the code has not: llm-worker topic assay.generate Describe,Read,Write"),
                new Mistake(
                        "a right too few",
                        rendering -> replaceData(
                                rendering, "acls.txt", "scorer-service group scorer-service.executed Read\n", ""),
                        "acls.txt lacks scorer-service group scorer-service.executed Read"),
                new Mistake(
                        "a broker that waits long for the dead",
                        rendering -> replaceData(
                                rendering,
                                "server.properties",
                                "group.consumer.session.timeout.ms=15000",
                                "group.consumer.session.timeout.ms=45000"),
                        "group.consumer.session.timeout.ms is 45000, not 15000"),
                new Mistake(
                        "less grace than the drain takes",
                        rendering -> podOf(rendering, "scorer-service").put("terminationGracePeriodSeconds", 30),
                        "the grace of 30 s is no longer than the end may take, 50 s"),
                new Mistake(
                        "a probe at a wrong path",
                        rendering -> ((ObjectNode)
                                        containerOf(rendering, "llm-worker").at("/readinessProbe/httpGet"))
                                .put("path", "/health"),
                        "readinessProbe does not ask for /q/health/ready"),
                new Mistake(
                        "a probe at a port without that name",
                        rendering -> ((ObjectNode)
                                        containerOf(rendering, "llm-worker").at("/livenessProbe/httpGet"))
                                .put("port", "web"),
                        "asks at a port that the container does not name"),
                new Mistake(
                        "a container that may write to its image",
                        rendering -> ((ObjectNode) containerOf(rendering, "dataset-service")
                                        .path("securityContext"))
                                .remove("readOnlyRootFilesystem"),
                        "can write to its image"),
                new Mistake(
                        "a pod that has a token",
                        rendering -> podOf(rendering, "executor-service").remove("automountServiceAccountToken"),
                        "executor-service mounts a token"),
                new Mistake(
                        "a pod with service links",
                        rendering -> podOf(rendering, "executor-service").remove("enableServiceLinks"),
                        "service links would set variables"),
                new Mistake(
                        "a container without a limit",
                        rendering -> ((ObjectNode) containerOf(rendering, "executor-service")
                                        .at("/resources/limits"))
                                .remove("memory"),
                        "no limit of memory"),
                new Mistake(
                        "an executor that may go anywhere",
                        rendering -> ((ArrayNode) spec(rendering, "NetworkPolicy", "executor-service")
                                        .path("egress"))
                                .addObject()
                                .putArray("to")
                                .addObject()
                                .putObject("ipBlock")
                                .put("cidr", "0.0.0.0/0"),
                        "executor-service reaches the Internet"),
                new Mistake(
                        "a network that does not let the scorer answer",
                        rendering -> spec(rendering, "NetworkPolicy", "scorer-service")
                                .remove("ingress"),
                        "experiment-service does not reach http://scorer-service:7074"),
                new Mistake(
                        "a network without a default",
                        rendering -> ((ObjectNode) spec(rendering, "NetworkPolicy", "default-deny")
                                        .path("podSelector"))
                                .putObject("matchLabels")
                                .put("app.kubernetes.io/name", "llm-worker"),
                        "no policy denies what no other allows"),
                new Mistake(
                        "an image that moves",
                        rendering -> containerOf(rendering, "llm-worker").put("image", "assay/llm-worker"),
                        "has no fixed tag"));
    }

    static List<Mistake> inTheRest() {
        return List.of(
                new Mistake(
                        "a typo in an autoscaler's successor",
                        rendering -> spec(rendering, "ScaledObject", "executor-service")
                                .put("polingInterval", 15),
                        "Unrecognized field \"polingInterval\""),
                new Mistake(
                        "a typo in a Kafka",
                        rendering -> ((ObjectNode)
                                        spec(rendering, "Kafka", "assay-kafka").path("kafka"))
                                .put("listener", "none"),
                        "Unrecognized field \"listener\""),
                new Mistake(
                        "a typo in a database",
                        rendering ->
                                spec(rendering, "Cluster", "assay-database").put("instance", 3),
                        "Unrecognized field \"instance\""),
                new Mistake(
                        "a typo in a monitor",
                        rendering -> spec(rendering, "ServiceMonitor", "assay").put("endpoint", "none"),
                        "Unrecognized field \"endpoint\""),
                new Mistake(
                        "a scaler that looks at another group",
                        rendering -> ((ObjectNode) spec(rendering, "ScaledObject", "scorer-service")
                                        .at("/triggers/0/metadata"))
                                .put("consumerGroup", "scorer-service"),
                        "it does not read assay.executed in the group scorer-service"),
                new Mistake(
                        "a budget that is about nothing",
                        rendering -> ((ObjectNode) spec(rendering, "PodDisruptionBudget", "llm-worker")
                                        .at("/selector/matchLabels"))
                                .put("app.kubernetes.io/name", "llm"),
                        "PodDisruptionBudget llm-worker is not about one Deployment"),
                new Mistake(
                        "a key that nobody is told to make",
                        rendering -> ((ObjectNode) spec(rendering, "TriggerAuthentication", "ledger")
                                        .at("/secretTargetRef/0"))
                                .put("key", "connection"),
                        "Secret keda has no key connection"));
    }

    @ParameterizedTest
    @MethodSource("inStandalone")
    void a_mistake_in_the_standalone_overlay_is_found(Mistake mistake) {
        assertFound(mistake, standalone);
    }

    @ParameterizedTest
    @MethodSource("inTheRest")
    void a_mistake_in_the_production_overlay_and_its_components_is_found(Mistake mistake) {
        assertFound(mistake, everything);
    }

    private static void assertFound(Mistake mistake, Rendering good) {
        assertThat(check.findings(good)).isEmpty();
        Rendering bad = new Rendering(good.documents());

        mistake.plant().accept(bad);

        assertThat(check.findings(bad)).anyMatch(finding -> finding.contains(mistake.finding()));
    }

    private static ObjectNode spec(Rendering rendering, String kind, String name) {
        return (ObjectNode) rendering.find(kind, name).path("spec");
    }

    private static ObjectNode podOf(Rendering rendering, String deployment) {
        return (ObjectNode) rendering.find("Deployment", deployment).at("/spec/template/spec");
    }

    private static ObjectNode containerOf(Rendering rendering, String deployment) {
        return (ObjectNode) podOf(rendering, deployment).at("/containers/0");
    }

    private static ObjectNode port(ObjectNode owner) {
        return (ObjectNode) owner.at("/ports/0");
    }

    private static ObjectNode variable(Rendering rendering, String deployment, String name) {
        for (JsonNode variable : containerOf(rendering, deployment).path("env")) {
            if (variable.path("name").asText().equals(name)) {
                return (ObjectNode) variable;
            }
        }
        throw new IllegalArgumentException(deployment + " has no variable " + name);
    }

    private static void removeVariable(Rendering rendering, String deployment, String name) {
        ArrayNode variables = (ArrayNode) containerOf(rendering, deployment).path("env");
        JsonNode variable = variable(rendering, deployment, name);
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i) == variable) {
                variables.remove(i);
                return;
            }
        }
    }

    private static void rename(ObjectNode object, String from, String to) {
        object.set(to, object.remove(from));
    }

    private static void replaceData(Rendering rendering, String file, String from, String to) {
        ObjectNode data = rendering.documents().stream()
                .filter(document -> document.path("kind").asText().equals("ConfigMap"))
                .map(document -> (ObjectNode) document.path("data"))
                .filter(each -> each.has(file))
                .findFirst()
                .orElseThrow();
        assertThat(data.path(file).asText()).contains(from);
        data.put(file, data.path(file).asText().replace(from, to));
    }
}
