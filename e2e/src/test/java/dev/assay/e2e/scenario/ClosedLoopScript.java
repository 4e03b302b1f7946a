package dev.assay.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.e2e.model.ScriptedModelServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Three tasks and a model that solves them in its own way: one at once, one after it has gone wrong in each way that there
 * is, and one never, since it prints the constant that it was shown.
 */
final class ClosedLoopScript {

    static final String TASKS = """
            {"format": "assay-program", "format_version": 1, "name": "Closed loop", "task_type": "program",
             "problems": [
               {"id": "loop/hello", "description": "Print hello.",
                "cases": [{"name": "plain", "visibility": "public", "expected_output": "hello"}]},
               {"id": "loop/sum", "description": "Print the sum of the integers from 1 to 10.",
                "cases": [{"name": "plain", "visibility": "public", "expected_output": "55"}],
                "limits": {"cpu_seconds": 1}},
               {"id": "loop/double", "description": "Print twice the first argument.",
                "cases": [{"name": "two", "visibility": "public", "args": ["2"], "expected_output": "4"},
                          {"name": "three", "visibility": "hidden", "args": ["3"], "expected_output": "6"}]}]}
            """;

    private static final String SYNTAX_ERROR = "print(sum(range(11))";
    private static final String WRONG_OUTPUT = "print(sum(range(10)))";
    private static final String ENDLESS = "while True: pass";
    private static final String NOTHING = "";
    private static final String TRUNCATED = "print(sum([1, 2, 3,";
    private static final String RIGHT = "```python\nprint(sum(range(11)))\n```";

    /** What the model is told, and what it then writes. */
    private static final Map<String, String> REPAIRS = Map.of(
            "is not valid source code", WRONG_OUTPUT,
            "printed something else", ENDLESS,
            "did not end in time", NOTHING,
            "no program in your answer", TRUNCATED + ScriptedModelServer.CUT,
            "was cut off", RIGHT);

    private ClosedLoopScript() {}

    static String answer(String prompt) {
        if (prompt.contains("Print hello.")) {
            return "print('hello')";
        }
        if (prompt.contains("twice")) {
            return "print(4)";
        }
        return REPAIRS.entrySet().stream()
                .filter(repair -> prompt.contains(repair.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(SYNTAX_ERROR);
    }

    /** Sees that attempts, tokens and outcomes are those of the script. */
    static void assertResults(JsonNode results) {
        assertHello(results.get(0));
        assertSum(results.get(1));
        assertDouble(results.get(2));
    }

    private static void assertHello(JsonNode cell) {
        assertThat(cell.path("task").asText()).isEqualTo("loop/hello");
        assertThat(cell.path("language").asText()).isEqualTo("python");
        assertThat(cell.path("model_id").asText()).isEqualTo(ScriptedModelServer.MODEL);
        assertThat(cell.path("attempts_to_success").asInt()).isEqualTo(1);
        assertThat(cell.path("attempts_total").asInt()).isEqualTo(1);
        assertThat(cell.path("repair_tokens_by_turn").size()).isZero();
        assertThat(cell.path("final_outcome").asText()).isEqualTo("working");
    }

    private static void assertSum(JsonNode cell) {
        List<String> written = List.of(SYNTAX_ERROR, WRONG_OUTPUT, ENDLESS, NOTHING, TRUNCATED, RIGHT);
        assertThat(texts(cell.path("attempt_trace"), "verdict"))
                .containsExactly(
                        "compile_error", "wrong_answer", "time_limit", "extraction_failed", "truncated", "passed");
        assertThat(texts(cell.path("attempt_trace"), "outcome"))
                .containsExactly("failed", "partial", "failed", "failed", "failed", "working");
        assertThat(cell.at("/attempt_trace/2/reason").asText()).isEqualTo("timeout");
        assertThat(cell.at("/attempt_trace/1/stdout").asText()).isEqualTo("45\n");
        assertThat(cell.at("/attempt_trace/0/stderr").asText()).contains("SyntaxError");
        assertThat(cell.at("/attempt_trace/5/code").asText()).isEqualTo("print(sum(range(11)))\n");
        assertThat(texts(cell.path("finish_reasons"), ""))
                .containsExactly("stop", "stop", "stop", "stop", "length", "stop");
        assertThat(cell.path("attempts_to_success").asInt()).isEqualTo(6);
        assertThat(cell.path("attempts_total").asInt()).isEqualTo(6);
        assertThat(cell.path("success_rate").asDouble()).isEqualTo(1.0);
        assertThat(cell.path("final_outcome").asText()).isEqualTo("working");
        assertThat(cell.path("best_outcome").asText()).isEqualTo("working");
        List<Integer> tokens =
                written.stream().map(text -> text.split("\\s+").length).toList();
        List<Integer> repairs = new ArrayList<>();
        cell.path("repair_tokens_by_turn").forEach(count -> repairs.add(count.asInt()));
        assertThat(repairs).isEqualTo(tokens.subList(1, tokens.size()));
        assertThat(cell.path("generation_tokens").asInt())
                .isEqualTo(tokens.stream().mapToInt(Integer::intValue).sum());
        assertThat(cell.path("input_tokens").asInt())
                .isEqualTo(cell.path("attempt_trace")
                        .valueStream()
                        .mapToInt(attempt -> attempt.path("input_tokens").asInt())
                        .sum())
                .isPositive();
    }

    /** The public case passes and the hidden one does not, each time. */
    private static void assertDouble(JsonNode cell) {
        assertThat(cell.path("attempts_to_success").isNull()).isTrue();
        assertThat(cell.path("attempts_total").asInt()).isEqualTo(6);
        assertThat(cell.path("success_rate").asDouble()).isZero();
        assertThat(cell.path("final_outcome").asText()).isEqualTo("partial");
        assertThat(cell.path("best_outcome").asText()).isEqualTo("partial");
        assertThat(cell.path("thinking_tokens").isNull()).isTrue();
    }

    private static List<String> texts(JsonNode list, String member) {
        return list.valueStream()
                .map(item -> member.isEmpty() ? item : item.path(member))
                .map(JsonNode::asText)
                .toList();
    }
}
