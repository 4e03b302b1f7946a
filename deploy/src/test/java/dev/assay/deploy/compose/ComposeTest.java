package dev.assay.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.deploy.code.ServiceCode;
import dev.assay.deploy.render.DeployFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ComposeTest {

    private static final Path FILE = DeployFolder.original().resolve("compose.yaml");

    private static DeployFolder deploy;
    private static List<ServiceCode> code;

    @BeforeAll
    static void copy() throws IOException {
        deploy = DeployFolder.copy("compose");
        Files.createDirectories(deploy.path("seccomp"));
        Files.copy(
                DeployFolder.original().resolve("seccomp/assay-sandbox.json"),
                deploy.path("seccomp/assay-sandbox.json"));
        code = ServiceCode.all(DeployFolder.root());
    }

    private static List<String> findings(ComposeFile file) {
        return new ComposeCheck(code, deploy.path(".")).findings(file);
    }

    private static JsonNode tree() throws IOException {
        return ComposeFile.tree(Files.readString(FILE));
    }

    private static ObjectNode environment(JsonNode tree, String service) {
        return (ObjectNode) tree.at("/services/" + service + "/environment");
    }

    @Test
    void compose_starts_what_the_code_needs() {
        assertThat(findings(ComposeFile.read(FILE))).isEmpty();
    }

    @Test
    void only_llm_worker_and_the_published_service_are_on_a_network_with_a_way_out() {
        ComposeFile file = ComposeFile.read(FILE);

        assertThat(file.networks().get("services").internal()).isTrue();
        assertThat(file.networks().get("stores").internal()).isTrue();
        assertThat(file.services().entrySet())
                .filteredOn(part -> part.getValue().networkMode() == null
                        && part.getValue().networks().contains("outside"))
                .extracting(java.util.Map.Entry::getKey)
                .containsExactlyInAnyOrder("llm-worker", "experiment-service");
    }

    @Test
    void a_typo_is_refused() throws IOException {
        JsonNode tree = tree();
        ((ObjectNode) tree.at("/services/llm-worker")).put("read_onyl", true);

        assertThatThrownBy(() -> ComposeFile.decode(tree))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("read_onyl");
    }

    @Test
    void a_wrong_port_is_found() throws IOException {
        JsonNode tree = tree();
        environment(tree, "executor-service").put("ASSAY_DATASET_URL", "http://dataset-service:7070");

        assertThat(findings(ComposeFile.decode(tree)))
                .containsExactly("executor-service, ASSAY_DATASET_URL: nobody is at http://dataset-service:7070");
    }

    @Test
    void an_unknown_variable_and_the_one_that_is_missing_for_it_are_found() throws IOException {
        JsonNode tree = tree();
        environment(tree, "llm-worker").remove("ASSAY_DB_URL");
        environment(tree, "llm-worker").put("ASSAY_DATABASE_URL", "jdbc:postgresql://postgres:5432/assay");

        assertThat(findings(ComposeFile.decode(tree)))
                .containsExactlyInAnyOrder(
                        "llm-worker: the code knows no variable ASSAY_DATABASE_URL",
                        "llm-worker: ASSAY_DB_URL is missing");
    }

    @Test
    void a_grace_shorter_than_the_drain_is_found() throws IOException {
        JsonNode tree = tree();
        ((ObjectNode) tree.at("/services/scorer-service")).put("stop_grace_period", "10s");

        assertThat(findings(ComposeFile.decode(tree)))
                .anyMatch(finding -> finding.startsWith("scorer-service: the grace of 10 s"));
    }

    @Test
    void a_port_that_is_published_to_everybody_is_found() throws IOException {
        JsonNode tree = tree();
        ((ObjectNode) tree.at("/services/experiment-service")).putArray("ports").add("0.0.0.0:7070:7070");

        assertThat(findings(ComposeFile.decode(tree))).anyMatch(finding -> finding.contains("not on loopback alone"));
    }
}
