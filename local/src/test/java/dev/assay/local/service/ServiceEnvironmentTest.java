package dev.assay.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.local.home.Secrets;
import dev.assay.local.port.Ports;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ServiceEnvironmentTest {

    private static final Map<String, String> PERSON = Map.of(
            "PATH", "/usr/bin",
            "HOME", "/home/person",
            "OPENROUTER_API_KEY", "router-key",
            "OPENAI_API_KEY", "openai-key",
            "ASSAY_API_KEY", "assay-key",
            "AWS_SECRET_ACCESS_KEY", "something of the person",
            "ASSAY_EXECUTOR_SLOTS", "1",
            "ASSAY_MODEL_URL", "http://elsewhere",
            "JAVA_TOOL_OPTIONS", "-Xmx1m");

    private final Secrets secrets = new Secrets(
            Services.callers().stream().collect(Collectors.toMap(name -> name, name -> "token of " + name)),
            Services.schemas().stream().collect(Collectors.toMap(name -> name, name -> "password of " + name)));
    private final ServiceEnvironment environment = new ServiceEnvironment(
            PERSON, Ports.from(Map.of()), secrets, new Infrastructure("127.0.0.1:7076", "jdbc:postgresql://db"));

    @Test
    void keys_of_providers_reach_the_llm_worker_only() {
        for (Service service : Services.all()) {
            List<String> keys = environment.of(service).values().stream()
                    .filter(value -> value.endsWith("-key"))
                    .toList();
            assertThat(keys).as(service.name()).hasSize(service.name().equals("llm-worker") ? 3 : 0);
        }
        assertThat(environment.ofProgram()).doesNotContainKeys("OPENROUTER_API_KEY", "OPENAI_API_KEY", "ASSAY_API_KEY");
    }

    @Test
    void nothing_else_of_the_person_is_passed_on() {
        for (Service service : Services.all()) {
            assertThat(environment.of(service))
                    .as(service.name())
                    .containsEntry("PATH", "/usr/bin")
                    .doesNotContainKeys("AWS_SECRET_ACCESS_KEY", "JAVA_TOOL_OPTIONS");
        }
    }

    @Test
    void a_setting_reaches_the_service_it_is_for() {
        assertThat(environment.of(service("executor-service"))).containsEntry("ASSAY_EXECUTOR_SLOTS", "1");
        assertThat(environment.of(service("scorer-service"))).doesNotContainKey("ASSAY_EXECUTOR_SLOTS");
        assertThat(environment.of(service("model-server"))).doesNotContainKey("ASSAY_MODEL_URL");
    }

    @Test
    void a_service_has_its_own_database_password_and_no_other() {
        assertThat(environment.of(service("llm-worker")))
                .containsEntry("ASSAY_DB_USER", "assay_llm")
                .containsEntry("ASSAY_DB_PASSWORD", "password of llm")
                .doesNotContainValue("password of score");
        assertThat(environment.of(service("executor-service"))).doesNotContainKey("ASSAY_DB_PASSWORD");
    }

    @Test
    void a_service_knows_the_tokens_of_those_that_may_call_it() {
        assertThat(environment.of(service("llm-worker")))
                .containsEntry("ASSAY_SERVICE_TOKEN", "token of LLM")
                .containsEntry("ASSAY_TOKEN_EXPERIMENT", "token of EXPERIMENT")
                .doesNotContainKey("ASSAY_TOKEN_SCORER");
        assertThat(environment.of(service("dataset-service")))
                .containsKeys("ASSAY_TOKEN_EXECUTOR", "ASSAY_TOKEN_SCORER", "ASSAY_TOKEN_LLM");
        assertThat(environment.of(service("model-server"))).doesNotContainKey("ASSAY_SERVICE_TOKEN");
    }

    private static Service service(String name) {
        return Services.all().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
