package dev.assay.executor.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.InputGroup;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Inputs;
import dev.assay.executor.JudgeFixture;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparators of EvalPlus' inputs: what the reference gives, what comes back, and whether that passes. */
class ComparatorsTest {

    private static JudgeFixture judge;

    @BeforeAll
    static void open() {
        judge = new JudgeFixture(1, 987);
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
                "equal             | 0    | [1]          | [2, 'a']       | [2, 'a']              | true",
                "equal             | 0    | [1]          | 0.3            | 0.1 + 0.2             | true",
                "equal             | 0    | [1]          | 0.3            | 0.30001               | false",
                "equal             | 0    | [1]          | [0.3, 0.4]     | (0.3, 0.4 + 1e-9)     | false",
                "equal             | 0    | [1]          | 3              | 3.0000000001          | false",
                "equal             | 0    | [1]          | 'x'            | None                  | false",
                "equal             | 0.01 | [1]          | [[1.0], 2.0]   | [[1.005], 2.0]        | true",
                "equal             | 0.01 | [1]          | [1.0, 2.0]     | [1.0]                 | false",
                "same_members      | 0    | [1]          | (1, 2)         | [2, 1, 1]             | true",
                "same_members      | 0    | [1]          | (1, 2)         | [2]                   | false",
                "same_members      | 0    | [1]          | (1, 2)         | None                  | false",
                "found_or_not      | 0    | [1]          | 'a match'      | True                  | true",
                "found_or_not      | 0    | [1]          | 'a match'      | [0]                   | true",
                "found_or_not      | 0    | [1]          | None           | False                 | true",
                "found_or_not      | 0    | [1]          | None           | 'found'               | false",
                "any_result        | 0    | [1]          | True           | 'whatever'            | true",
                "equal_or_zero     | 0    | [1]          | 7              | 0                     | true",
                "equal_or_zero     | 0    | [1]          | 7              | 8                     | false",
                "polynomial_zero   | 1e-4 | [[-10, -2]]  | None           | -5.0                  | true",
                "polynomial_zero   | 1e-4 | [[-10, -2]]  | None           | -4.9                  | false",
                "polynomial_zero   | 1e-4 | [[-10, -2]]  | None           | float('nan')          | false",
                "pyramid_surface   | 0    | [3, 4]       | 33             | 35                    | true",
                "pyramid_surface   | 0    | [3, 4]       | 33             | 33                    | true",
                "pyramid_surface   | 0    | [3, 4]       | 33             | 34                    | false",
                "digit_distance    | 0    | [123, 4]     | 0              | 4                     | true",
                "digit_distance    | 0    | [123, 4]     | 0              | 0                     | true",
                "digit_distance    | 0    | [123, 4]     | 0              | 5                     | false",
            })
    void results_compare_as_the_data_set_wants(
            String comparison, double tolerance, String arguments, String expected, String returned, boolean same) {
        OracleProblem problem = JudgeFixture.problem(
                "f",
                "def f(*args):\n    \"\"\"Anything.\"\"\"\n",
                "    return " + expected + "\n",
                new Inputs(
                        List.of(new InputGroup("base", Visibility.FEEDBACK, "[" + arguments + "]")),
                        tolerance,
                        comparison),
                ExecutionLimits.cpu(10));

        Execution execution = judge.run(problem, AnswerForm.COMPLETION, "    return " + returned + "\n");

        assertThat(execution.verdict()).as(execution.detail()).isEqualTo(same ? Verdict.PASSED : Verdict.WRONG_ANSWER);
    }
}
