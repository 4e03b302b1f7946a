package dev.assay.deploy.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.deploy.code.ServiceCode;
import dev.assay.deploy.render.DeployFolder;
import dev.assay.deploy.render.Rendering;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every overlay, alone and with each component, rendered by kustomize and compared with the code. */
class OverlayTest {

    private static final Set<String> PLAIN_KUBERNETES =
            Set.of("v1", "apps/v1", "batch/v1", "networking.k8s.io/v1", "rbac.authorization.k8s.io/v1");

    private static DeployFolder deploy;
    private static List<ServiceCode> code;

    @BeforeAll
    static void copy() {
        deploy = DeployFolder.copy("overlays");
        code = ServiceCode.all(DeployFolder.root());
    }

    private static List<String> findings(Rendering rendering, String... secretLists) {
        List<Path> lists = Stream.of(secretLists).map(deploy::path).toList();
        return new RenderingCheck(code, DeployFolder.root(), lists).findings(rendering);
    }

    @Test
    void the_standalone_overlay_is_what_the_code_needs() {
        assertThat(findings(deploy.overlay("standalone"))).isEmpty();
    }

    @Test
    void the_production_overlay_is_what_the_code_needs() {
        assertThat(findings(deploy.overlay("production"), "overlays/production/secrets.txt"))
                .isEmpty();
    }

    @Test
    void base_and_standalone_use_only_what_every_cluster_has() {
        assertThat(deploy.overlay("standalone").documents())
                .isNotEmpty()
                .extracting(document -> document.path("apiVersion").asText())
                .allMatch(PLAIN_KUBERNETES::contains);
    }

    static List<List<String>> components() {
        return List.of(
                List.of("landlock"),
                List.of("keda"),
                List.of("strimzi"),
                List.of("cloudnative-pg"),
                List.of("service-monitor"),
                List.of("keda", "strimzi", "cloudnative-pg", "service-monitor"));
    }

    @ParameterizedTest
    @MethodSource("components")
    void the_production_overlay_takes_components(List<String> components) {
        assertThat(findings(
                        deploy.overlay("production", components),
                        "overlays/production/secrets.txt",
                        "components/keda/secrets.txt",
                        "components/cloudnative-pg/secrets.txt"))
                .isEmpty();
    }

    @Test
    void without_a_profile_on_the_nodes_no_container_asks_for_one() {
        Rendering rendering = deploy.overlay("standalone", List.of("landlock"));

        assertThat(findings(rendering)).isEmpty();
        assertThat(rendering.find("Deployment", "executor-service").toString())
                .doesNotContain("Localhost", "Unmasked", "hostUsers");
    }

    @Test
    void the_list_of_secrets_for_production_is_what_the_overlay_refers_to() {
        Set<String> referred = deploy.overlay("production").documents().stream()
                .flatMap(document -> document.findValues("secretKeyRef").stream())
                .filter(reference -> !reference.path("optional").asBoolean())
                .map(reference -> reference.path("name").asText() + " "
                        + reference.path("key").asText())
                .collect(Collectors.toSet());
        Map<String, Set<String>> listed = SecretKeys.listed(List.of(deploy.path("overlays/production/secrets.txt")));
        Set<String> expected = listed.entrySet().stream()
                .filter(secret -> !secret.getKey().equals("kafka-connection")) // taken whole, by envFrom
                .flatMap(secret -> secret.getValue().stream().map(key -> secret.getKey() + " " + key))
                .collect(Collectors.toSet());

        assertThat(referred).isEqualTo(expected);
    }

    @Test
    void the_executor_s_pod_is_two_containers_of_which_the_one_with_the_sandboxes_holds_no_secret() {
        ObjectNode deployment = deploy.overlay("standalone").find("Deployment", "executor-service");

        assertThat(deployment.at("/spec/template/spec/containers"))
                .extracting(container -> container.path("name").asText())
                .containsExactlyInAnyOrder("executor", "sandbox-runner");
        deployment.at("/spec/template/spec/containers").forEach(container -> {
            boolean runner = container.path("name").asText().equals("sandbox-runner");
            assertThat(container.has("envFrom")).isEqualTo(!runner);
            assertThat(container.toString().contains("secretKeyRef")).isEqualTo(!runner);
            assertThat(container.toString().contains("Localhost")).isEqualTo(runner);
        });
    }
}
