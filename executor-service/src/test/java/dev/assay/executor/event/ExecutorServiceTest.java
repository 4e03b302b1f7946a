package dev.assay.executor.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Topics;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptExecuted;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.AttemptRef;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.event.CheckExecuted;
import dev.assay.contracts.event.CheckRequested;
import dev.assay.contracts.event.ExecutionOutcome;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.event.WithheldReason;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.embedded.testing.PlatformInfrastructure;
import dev.assay.executor.JudgeFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformInfrastructure.class)
@QuarkusTestResource(OracleServer.class)
class ExecutorServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @TestHTTPResource("/q/health/ready")
    URI readiness;

    @TestHTTPResource("/q/metrics")
    URI metrics;

    @Inject
    KafkaClientService clients;

    private KafkaProducer<String, byte[]> producer;
    private KafkaConsumer<String, byte[]> consumer;
    private final Map<String, byte[]> received = new HashMap<>();

    @BeforeEach
    void connect() {
        Map<String, Object> common = Map.of("bootstrap.servers", brokers);
        producer = new KafkaProducer<>(common, new StringSerializer(), new ByteArraySerializer());
        Map<String, Object> settings = new HashMap<>(common);
        settings.put("group.id", UUID.randomUUID().toString());
        settings.put("auto.offset.reset", "earliest");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.EXECUTED, Topics.CHECKED, Topics.deadLetters(Topics.GENERATED)));
    }

    @AfterEach
    void disconnect() {
        producer.close();
        consumer.close();
    }

    @Test
    void an_answer_is_run_and_what_came_of_it_published_under_the_trial() {
        AttemptGenerated attempt = answered(oracle("runs"), "```python\ndef add(a, b):\n    return a + b\n```");

        send(Topics.GENERATED, attempt.attempt().trialId(), attempt);

        AttemptExecuted executed = receive(attempt.attempt().trialId(), AttemptExecuted.class);
        assertThat(executed.attempt()).isEqualTo(attempt.attempt());
        assertThat(executed.problem()).isEqualTo(attempt.problem());
        assertThat(executed.outcome()).isInstanceOfSatisfying(ExecutionOutcome.Ran.class, ran -> {
            assertThat(ran.execution().verdict()).isEqualTo(Verdict.PASSED);
            assertThat(ran.execution().extraction().rule()).isEqualTo("fence_with_entry_point");
            assertThat(ran.execution().sandbox().tier()).isEqualTo("T1");
            assertThat(ran.execution().sandbox().environmentHash()).hasSize(64);
        });
    }

    @Test
    void a_gate_candidate_is_run_and_published_under_the_check() {
        UUID check = UUID.randomUUID();

        send(
                Topics.CHECK,
                check,
                new CheckRequested(
                        check, oracle("check"), "pass", AnswerForm.COMPLETION, "    pass\n", Optional.empty()));

        CheckExecuted executed = receive(check, CheckExecuted.class);
        assertThat(executed.candidate()).isEqualTo("pass");
        assertThat(executed.outcome())
                .isInstanceOfSatisfying(
                        ExecutionOutcome.Ran.class,
                        ran -> assertThat(ran.execution().verdict()).isEqualTo(Verdict.WRONG_ANSWER));
    }

    @Test
    void what_was_withheld_or_does_not_run_is_passed_over() {
        AttemptGenerated withheld = new AttemptGenerated(
                attempt(), oracle("withheld"), new GenerationOutcome.Withheld(WithheldReason.values()[0]));
        ProblemRef other = new ProblemRef("set", "version", "p", "function-naming", "public", "none");
        AttemptGenerated parsed = new AttemptGenerated(
                attempt(), other, new GenerationOutcome.Answered(Generation.provided(AnswerForm.CHAT, "name")));
        AttemptGenerated answer = answered(oracle("help"), "def add(a, b):\n    return a + b\n");
        AttemptGenerated help = new AttemptGenerated(
                answer.attempt(),
                answer.problem(),
                answer.outcome(),
                Optional.empty(),
                Optional.of(CallRole.SPECIFIER));
        AttemptGenerated last = answered(oracle("last"), "def add(a, b):\n    return a + b\n");

        send(Topics.GENERATED, last.attempt().trialId(), help);
        send(Topics.GENERATED, last.attempt().trialId(), withheld);
        send(Topics.GENERATED, last.attempt().trialId(), parsed);
        send(Topics.GENERATED, last.attempt().trialId(), last);

        receive(last.attempt().trialId(), AttemptExecuted.class);
        assertThat(received)
                .doesNotContainKeys(
                        help.attempt().trialId().toString(),
                        withheld.attempt().trialId().toString(),
                        parsed.attempt().trialId().toString());
    }

    @Test
    void a_record_that_is_no_event_goes_to_the_dead_letters_and_the_next_one_runs() {
        UUID key = UUID.randomUUID();
        AttemptGenerated attempt = answered(oracle("after"), "def add(a, b):\n    return a + b\n");

        producer.send(new ProducerRecord<>(Topics.GENERATED, key.toString(), "no event".getBytes()));
        send(Topics.GENERATED, attempt.attempt().trialId(), attempt);

        assertThat(receive(key)).isEqualTo("no event".getBytes());
        receive(attempt.attempt().trialId(), AttemptExecuted.class);
    }

    @Test
    void an_oracle_that_does_not_exist_is_our_failure() {
        ProblemRef unknown = new ProblemRef("set", "version", "p", FunctionCompletion.TASK_TYPE, "public", "unknown");
        AttemptGenerated attempt = answered(unknown, "def add(a, b): return a + b");

        send(Topics.GENERATED, attempt.attempt().trialId(), attempt);

        AttemptExecuted executed = receive(attempt.attempt().trialId(), AttemptExecuted.class);
        assertThat(executed.outcome()).isInstanceOfSatisfying(ExecutionOutcome.Failed.class, failed -> {
            assertThat(failed.error().stage()).isEqualTo("executor-service");
            assertThat(failed.error().cause()).isEqualTo("oracle_missing");
        });
    }

    @Test
    void a_dataset_service_that_is_away_for_a_moment_is_asked_again() {
        ProblemRef problem = oracle("away");
        OracleServer.FAILURES_TO_COME.set(2);
        AttemptGenerated attempt = answered(problem, "def add(a, b): return a + b");

        send(Topics.GENERATED, attempt.attempt().trialId(), attempt);

        AttemptExecuted executed = receive(attempt.attempt().trialId(), AttemptExecuted.class);
        assertThat(executed.outcome()).isInstanceOf(ExecutionOutcome.Ran.class);
    }

    @Test
    void readiness_names_the_tier_and_the_runtime() throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(readiness).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode sandbox = null;
        for (JsonNode check : AssayJson.read(response.body(), JsonNode.class).get("checks")) {
            sandbox = check.get("name").asText().equals("sandbox") ? check : sandbox;
        }
        assertThat(sandbox.at("/data/tier").asText()).isEqualTo("T1");
        assertThat(sandbox.at("/data/warm").asBoolean()).isTrue();
        assertThat(sandbox.at("/data/passed_over").asText()).isEmpty();
        assertThat(sandbox.at("/data/runtime").asText()).startsWith("python 3.");
        assertThat(sandbox.at("/data/slots").asInt()).isEqualTo(2);
    }

    @Test
    void a_metric_names_the_tier() throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.body().lines().filter(line -> line.startsWith("assay_sandbox_tier{")))
                .singleElement()
                .asString()
                .contains("tier=\"T1\"", "warm=\"true\"")
                .endsWith(" 1.0");
    }

    @Test
    void while_all_slots_are_taken_answers_wait_in_kafka() {
        List<AttemptGenerated> attempts = IntStream.range(0, 40)
                .mapToObj(number -> answered(
                        oracle("slow"),
                        "```python\nimport time\ntime.sleep(0.2)\n\ndef add(a, b):\n    return a + b\n```"))
                .toList();

        attempts.forEach(attempt -> send(Topics.GENERATED, attempt.attempt().trialId(), attempt));

        await().atMost(PATIENCE).until(() -> !pausedPartitions().isEmpty());
        for (AttemptGenerated attempt : attempts) {
            AttemptExecuted executed = receive(attempt.attempt().trialId(), AttemptExecuted.class);
            assertThat(executed.outcome())
                    .isInstanceOfSatisfying(
                            ExecutionOutcome.Ran.class,
                            ran -> assertThat(ran.execution().verdict()).isEqualTo(Verdict.PASSED));
        }
        await().atMost(PATIENCE).until(() -> pausedPartitions().isEmpty());
    }

    private Set<TopicPartition> pausedPartitions() {
        return clients.getConsumer("generated").paused().await().atMost(PATIENCE);
    }

    @Test
    void the_runner_holds_no_secret_and_runs_what_is_untrusted() throws Exception {
        ProcessHandle runner = runner();

        String environment = Files.readString(Path.of("/proc/" + runner.pid() + "/environ"));

        assertThat(environment.split("\0")).allMatch(variable -> variable.startsWith("ASSAY_EXECUTOR_"));
        assertThat(environment).doesNotContainIgnoringCase("token").doesNotContain(brokers);
    }

    @Test
    void a_runner_that_is_killed_in_mid_judging_is_replaced_and_the_answer_judged() {
        ProcessHandle first = runner();
        Set<Long> idle = first.descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
        AttemptGenerated attempt = answered(
                oracle("killed"), "```python\nimport time\ntime.sleep(4)\n\ndef add(a, b):\n    return a + b\n```");

        send(Topics.GENERATED, attempt.attempt().trialId(), attempt);
        await().atMost(PATIENCE).until(() -> first.descendants().anyMatch(one -> !idle.contains(one.pid())));
        List<ProcessHandle> sandboxes = first.descendants().toList();
        AttemptGenerated next = answered(oracle("next"), "```python\ndef add(a, b):\n    return a + b\n```");
        first.destroyForcibly();
        send(Topics.GENERATED, next.attempt().trialId(), next);

        for (AttemptGenerated one : List.of(attempt, next)) {
            AttemptExecuted executed = receive(one.attempt().trialId(), AttemptExecuted.class);
            assertThat(executed.outcome())
                    .isInstanceOfSatisfying(
                            ExecutionOutcome.Ran.class,
                            ran -> assertThat(ran.execution().verdict()).isEqualTo(Verdict.PASSED));
        }
        assertThat(runner().pid()).isNotEqualTo(first.pid());
        await().atMost(PATIENCE).until(() -> sandboxes.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static ProcessHandle runner() {
        return ProcessHandle.current()
                .children()
                .filter(child -> commandLine(child).contains("SandboxRunner"))
                .findAny()
                .orElseThrow();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    private static ProblemRef oracle(String hash) {
        OracleProblem oracle = JudgeFixture.checked(
                "add", "def add(a, b):\n    \"\"\"Sum.\"\"\"\n", Visibility.FEEDBACK, "assert candidate(1, 2) == 3");
        ProblemRef problem = new ProblemRef("set", "version", "add", FunctionCompletion.TASK_TYPE, "public", hash);
        OracleServer.ORACLES.put(
                hash, new OracleProblem(problem, oracle.limits(), oracle.body(), oracle.referenceCpuMs()));
        return problem;
    }

    private static AttemptGenerated answered(ProblemRef problem, String answer) {
        return new AttemptGenerated(
                attempt(), problem, new GenerationOutcome.Answered(Generation.provided(AnswerForm.CHAT, answer)));
    }

    private static AttemptRef attempt() {
        return new AttemptRef(UUID.randomUUID(), UUID.randomUUID(), "run", "experiment", 1, 1);
    }

    private void send(String topic, UUID key, Object event) {
        producer.send(new ProducerRecord<>(topic, key.toString(), AssayJson.writeBytes(event)));
        producer.flush();
    }

    private <T> T receive(UUID key, Class<T> type) {
        return AssayJson.read(receive(key), type);
    }

    private byte[] receive(UUID key) {
        await().atMost(PATIENCE).until(() -> {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                received.put(record.key(), record.value());
            }
            return received.containsKey(key.toString());
        });
        return received.get(key.toString());
    }
}
