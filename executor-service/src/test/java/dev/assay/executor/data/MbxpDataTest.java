package dev.assay.executor.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.executor.LanguageFixture;
import dev.assay.executor.judge.ProgramPlan;
import dev.assay.executor.language.RuntimeCatalog;
import dev.assay.executor.sandbox.SandboxLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sample answers that come with MBXP, against the published pass counts; see {@code docs/languages.md}. */
@Tag("data")
class MbxpDataTest {

    private static final SandboxLimits LIMITS =
            new SandboxLimits(Duration.ofSeconds(10), Duration.ofSeconds(100), 1L << 30);

    private static LanguageFixture fixture;

    @BeforeAll
    static void open() {
        fixture = new LanguageFixture(2, 910, RuntimeCatalog.builtIn());
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    /** It takes the first of several that a map yields, in an order that Go leaves to chance: right every other time. */
    private static final String GO_BY_CHANCE = "MBGP/362";

    @Test
    void as_many_samples_in_javascript_pass_as_were_published() throws Exception {
        compare(
                "javascript",
                "mbxp/mbjsp_release_v1.2.jsonl.gz",
                "mbxp/mbjsp_samples.jsonl.gz",
                "assert statement",
                Set.of(),
                760);
    }

    @Test
    void as_many_samples_in_go_pass_as_were_published() throws Exception {
        compare(
                "go",
                "mbxp/mbgp_release_v1.1.jsonl.gz",
                "mbxp/mbgp_samples.jsonl.gz",
                "failed to pass",
                Set.of(GO_BY_CHANCE),
                368 - 1);
    }

    private static void compare(
            String language, String problems, String samples, String complaint, Set<String> byChance, int published)
            throws Exception {
        fixture.installed(language);
        Map<String, JsonNode> rows = new LinkedHashMap<>();
        DataFiles.lines(problems).forEach(row -> rows.put(row.get("task_id").asText(), row));
        Map<String, Execution> executions = new TreeMap<>();
        long started = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Map<String, Future<Execution>> running = new LinkedHashMap<>();
            for (JsonNode sample : DataFiles.lines(samples)) {
                String task = sample.get("task_id").asText();
                running.put(
                        task,
                        threads.submit(() ->
                                run(rows.get(task), sample.get("completion").asText(), language, complaint)));
            }
            for (Map.Entry<String, Future<Execution>> one : running.entrySet()) {
                executions.put(one.getKey(), one.getValue().get());
            }
        }
        report(language, executions, System.nanoTime() - started);

        assertThat(executions).hasSameSizeAs(rows);
        executions.keySet().removeAll(byChance);
        assertThat(executions.values())
                .filteredOn(execution -> execution.verdict() == Verdict.PASSED)
                .hasSize(published);
    }

    private static Execution run(JsonNode row, String completion, String language, String complaint) {
        return fixture.run(new ProgramPlan(
                AnswerForm.COMPLETION,
                completion,
                row.get("prompt").asText(),
                row.get("entry_point").asText(),
                LanguageFixture.test(language, complaint, row.get("test").asText()),
                LIMITS,
                true));
    }

    private static void report(String language, Map<String, Execution> executions, long nanos) {
        Map<String, Integer> counts = new TreeMap<>();
        List<String> unusual = new ArrayList<>();
        executions.forEach((task, execution) -> {
            counts.merge(execution.verdict().code() + "/" + execution.reason(), 1, Integer::sum);
            if (execution.verdict() != Verdict.PASSED && execution.verdict() != Verdict.WRONG_ANSWER) {
                unusual.add(task + " " + execution.verdict().code() + " " + execution.detail());
            }
        });
        System.out.printf("MBXP %s: %s in %d s%n", language, counts, nanos / 1_000_000_000);
        unusual.forEach(System.out::println);
    }
}
