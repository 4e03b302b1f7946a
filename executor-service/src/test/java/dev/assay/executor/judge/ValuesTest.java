package dev.assay.executor.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Case;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Cases;
import dev.assay.executor.JudgeFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of value, from the judge to the candidate and back. */
class ValuesTest {

    private static JudgeFixture judge;

    @BeforeAll
    static void open() {
        judge = new JudgeFixture(1, 982);
    }

    @AfterAll
    static void close() {
        judge.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "4|4|true",
                "4|4.0|false",
                "1|true|false",
                "[1, 2]|{\"$tuple\":[1, 2]}|false",
                "{\"$tuple\":[1, [2.0]]}|{\"$tuple\":[1, [2.0]]}|true",
                "{\"$set\":[1, 2]}|{\"$set\":[2, 1]}|true",
                "{\"$set\":[1]}|{\"$set\":[1.0]}|false",
                "{\"$frozenset\":[1]}|{\"$set\":[1]}|false",
                "{\"$dict\":[[1, 2]]}|{\"$dict\":[[1, 2]]}|true",
                "{\"a\": 1}|{\"$dict\":[[\"a\", 1]]}|true",
                "{\"$float\":\"nan\"}|{\"$float\":\"nan\"}|true",
                "{\"$float\":\"inf\"}|{\"$float\":\"-inf\"}|false",
                "{\"$complex\":[1.0, 2.0]}|{\"$complex\":[1.0, 2.0]}|true",
                "{\"$bytes\":\"AP8=\"}|{\"$bytes\":\"AP8=\"}|true",
                "{\"$str\":\"7aCA\"}|{\"$str\":\"7aCA\"}|true",
                "123456789012345678901234567890|{\"$int\":\"0x18ee90ff6c373e0ee4e3f0ad2\"}|true",
                "null|null|true",
                "[]|null|false"
            })
    void values_cross_whole_and_are_compared_by_value_and_type(String argument, String expected, boolean equal) {
        OracleProblem problem = problem(new Case(
                "case",
                Visibility.FEEDBACK,
                json("[" + argument + "]"),
                Optional.of(json(expected)),
                Optional.empty(),
                Optional.empty()));

        Execution execution = judge.run(problem, AnswerForm.COMPLETION, "    return x\n");

        assertThat(execution.verdict()).as(execution.detail()).isEqualTo(equal ? Verdict.PASSED : Verdict.WRONG_ANSWER);
    }

    private static OracleProblem problem(Case one) {
        return JudgeFixture.problem(
                "same",
                "def same(x):\n    \"\"\"The same.\"\"\"\n",
                "    return x\n",
                new Cases(List.of(one)),
                ExecutionLimits.cpu(5));
    }

    private static JsonNode json(String text) {
        return AssayJson.read(text, JsonNode.class);
    }
}
