package dev.assay.deploy.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.deploy.model.TypedModels;
import dev.assay.deploy.render.Command;
import dev.assay.deploy.render.DeployFolder;
import dev.assay.deploy.render.Kubectl;
import dev.assay.deploy.render.Rendering;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code verify.sh} against a kubectl that has no cluster: what it asks for, in which order, and how it judges. */
class VerifyScriptTest {

    private static final Path SCRIPT = DeployFolder.original().resolve("verify.sh");
    private static final Path FAKE = DeployFolder.original().resolve("src/test/resources/fake-kubectl");

    @TempDir
    private Path folder;

    private Command.Result verify(String plot, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return Command.run(
                command,
                Map.of(
                        "KUBECTL",
                        FAKE.toString(),
                        "FAKE_LOG",
                        log().toString(),
                        "FAKE_RENDERER",
                        Kubectl.find(DeployFolder.root()).program(),
                        "FAKE_PLOT",
                        plot));
    }

    private Path log() {
        return folder.resolve("calls");
    }

    private List<String> calls() throws IOException {
        return Files.exists(log()) ? Files.readAllLines(log()) : List.of();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void it_applies_runs_the_demo_deletes_a_worker_and_tears_down() throws IOException {
        Command.Result result = verify("", "--registry", "registry.example/assay", "--tag", "7");

        assertThat(result.code()).as(result.errors()).isZero();
        assertThat(result.output()).contains("though a pod of executor-service was lost");
        assertThat(calls())
                .filteredOn(call -> call.matches("(apply|delete|rollout status statefulset/kafka|wait) .*"
                        + "|rollout status statefulset/kafka.*"))
                .extracting(call -> call.replaceFirst("^(\\S+ \\S+).*", "$1"))
                .containsExactly(
                        "apply -k",
                        "rollout status",
                        "wait --for=condition=complete",
                        "apply -f",
                        "delete pod",
                        "delete namespace");
        assertThat(calls())
                .contains("get pods -l app.kubernetes.io/name=executor-service -o "
                        + "jsonpath={.items[0].metadata.name}");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void what_it_applies_has_the_images_and_the_namespace_that_were_given() throws IOException {
        verify("", "--registry", "registry.example/assay", "--tag", "7", "--namespace", "tryout");

        Rendering applied = Rendering.of(Files.readString(folder.resolve("calls.applied")));
        assertThat(applied.find("Namespace", "tryout")).isNotNull();
        assertThat(applied.documents())
                .filteredOn(document -> !document.path("kind").asText().equals("Namespace"))
                .allMatch(
                        document -> document.at("/metadata/namespace").asText().equals("tryout"));
        assertThat(applied.find("Deployment", "executor-service")
                        .at("/spec/template/spec/containers/0/image")
                        .asText())
                .isEqualTo("registry.example/assay/executor-service:7");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void its_demo_is_a_job_that_a_cluster_takes() throws IOException {
        verify("", "--tag", "7", "--samples", "9");

        ObjectNode document = Rendering.of(Files.readString(folder.resolve("calls.demo")))
                .documents()
                .getFirst();
        assertThat(decoded(document).getSpec().getTemplate().getMetadata().getLabels())
                .containsEntry("assay.dev/client", "true");
        assertThat(document.at("/spec/template/spec/containers/0/args").toString())
                .contains("\"--samples\",\"9\"");
    }

    private static Job decoded(ObjectNode document) throws JsonProcessingException {
        return (Job) TypedModels.decode(document);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void components_are_applied_on_top() throws IOException {
        verify("", "--component", "landlock");

        assertThat(Files.readString(folder.resolve("calls.applied"))).doesNotContain("Localhost");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_run_that_fails_is_a_failure_and_everything_is_torn_down() throws IOException {
        Command.Result result = verify("run-fails");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.errors()).contains("did not finish with every trial judged");
        assertThat(calls()).anyMatch(call -> call.startsWith("delete namespace assay-verify"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_run_that_was_over_too_soon_proves_nothing() throws IOException {
        Command.Result result = verify("run-was-over");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.errors()).contains("give more --samples");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_service_that_does_not_start_is_told_apart_from_a_failed_run() throws IOException {
        Command.Result result = verify("executor-never-ready");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.errors()).contains("executor-service did not start");
        assertThat(calls()).anyMatch(call -> call.startsWith("delete namespace"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void with_keep_the_namespace_stays() throws IOException {
        assertThat(verify("", "--keep").code()).isZero();
        assertThat(calls()).noneMatch(call -> call.startsWith("delete namespace"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void without_a_cluster_nothing_is_tried() throws IOException {
        Command.Result result = verify("no-cluster");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.errors()).contains("no cluster answers in context fake");
        assertThat(calls()).noneMatch(call -> call.startsWith("apply"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_namespace_that_exists_is_left_alone() throws IOException {
        Command.Result result = verify("namespace-exists");

        assertThat(result.code()).isEqualTo(2);
        assertThat(calls()).noneMatch(call -> call.startsWith("apply") || call.startsWith("delete"));
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @CsvSource({
        "--what,unknown argument --what",
        "--tag,--tag needs a value",
        "--samples 1,--samples must be 2 to 1000",
        "--samples 08,--samples must be 2 to 1000",
        "--worker postgres,--worker must be",
        "--component nothing,there is no component nothing",
        "--component ../base,there is no component ../base",
        "--namespace UPPER,--namespace must be a name",
        "--timeout soon,--timeout must be a number"
    })
    void bad_arguments_are_told_before_anything_is_done(String arguments, String message) throws IOException {
        Command.Result result = verify("", arguments.split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errors()).contains(message);
        assertThat(calls()).isEmpty();
    }
}
