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
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Assertion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Assertions;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Case;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Cases;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.InputGroup;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Inputs;
import dev.assay.executor.JudgeFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The four kinds of tests, each over real sandboxes. */
class FunctionTestsTest {

    private static final ExecutionLimits LIMITS = ExecutionLimits.cpu(5);
    private static JudgeFixture judge;

    @BeforeAll
    static void open() {
        judge = new JudgeFixture(1, 980);
    }

    @AfterAll
    static void close() {
        judge.close();
    }

    @Test
    void each_assert_of_a_check_is_a_test_and_later_ones_still_run() {
        OracleProblem problem = JudgeFixture.checked(
                "double",
                "def double(x):\n    \"\"\"Twice x.\"\"\"\n",
                Visibility.FEEDBACK,
                "assert candidate(1) == 2",
                "assert candidate(0) == 1, 'never true'",
                "for x in range(5):",
                "    assert candidate(x) == 2 * x");

        Execution execution = run(problem, "    return 2 * x\n");

        assertThat(execution.tests())
                .extracting(TestOutcome::name, TestOutcome::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("assert_1", Status.PASSED),
                        org.assertj.core.groups.Tuple.tuple("assert_2", Status.FAILED),
                        org.assertj.core.groups.Tuple.tuple("assert_3", Status.PASSED));
        assertThat(execution.verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(execution.tests().get(1).message())
                .hasValue("AssertionError: assert candidate(0) == 1, 'never true'; returned 0");
        assertThat(execution.detail())
                .isEqualTo(execution.tests().get(1).message().orElseThrow());
    }

    @Test
    void a_check_can_use_the_helpers_of_the_prompt_and_arguments_changed_in_place() {
        OracleProblem problem = JudgeFixture.checked(
                "sort_in_place",
                "def is_sorted(xs):\n    return xs == sorted(xs)\n\n\ndef sort_in_place(xs):\n    \"\"\"Sorts.\"\"\"\n",
                Visibility.FEEDBACK,
                "numbers = [[3], [1], [2]]",
                "inner = numbers[1]",
                "assert candidate(numbers) is None",
                "assert is_sorted(numbers)",
                "assert numbers == [[1], [2], [3]]");

        assertThat(run(problem, "    xs.sort()\n").verdict()).isEqualTo(Verdict.PASSED);
        assertThat(run(problem, "    xs = sorted(xs)\n").verdict()).isEqualTo(Verdict.WRONG_ANSWER);
    }

    @Test
    void exceptions_cross_by_name_and_message() {
        OracleProblem problem = JudgeFixture.checked(
                "fail",
                "def fail(kind):\n    \"\"\"Fails.\"\"\"\n",
                Visibility.FEEDBACK,
                "try:",
                "    candidate('value')",
                "    assert False",
                "except ValueError as error:",
                "    assert str(error) == 'told'",
                "try:",
                "    candidate('own')",
                "    assert False",
                "except KeyError as error:",
                "    pass");

        Execution execution = run(problem, """
                    class Own(KeyError):
                        pass
                    raise ValueError("told") if kind == "value" else Own("mine")
                """);

        assertThat(execution.verdict()).as(execution.detail()).isEqualTo(Verdict.PASSED);
        assertThat(execution.tests()).extracting(TestOutcome::name).containsExactly("check");
    }

    @Test
    void what_the_candidate_raises_is_an_error_and_what_the_test_cannot_use_is_wrong() {
        OracleProblem problem = JudgeFixture.checked(
                "half",
                "def half(x):\n    \"\"\"Half.\"\"\"\n",
                Visibility.FEEDBACK,
                "assert abs(candidate(4) - 2) < 0.1");

        Execution raising = run(problem, "    return x / 0\n");
        assertThat(raising.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
        assertThat(raising.reason()).isEqualTo("exception");
        assertThat(raising.detail()).startsWith("ZeroDivisionError: division by zero");

        Execution nothing = run(problem, "    pass\n");
        assertThat(nothing.verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(nothing.detail()).startsWith("TypeError");
    }

    @Test
    void a_statement_of_the_check_that_fails_leaves_the_rest_unrun() {
        OracleProblem problem = JudgeFixture.checked(
                "first",
                "def first(xs):\n    \"\"\"First.\"\"\"\n",
                Visibility.FEEDBACK,
                "assert candidate([1]) == 1",
                "length = len(candidate(['ab']))",
                "assert length == 2");

        Execution execution = run(problem, "    return 1\n");

        assertThat(execution.verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(execution.tests())
                .extracting(TestOutcome::status)
                .containsExactly(Status.PASSED, Status.NOT_RUN, Status.FAILED);
    }

    @Test
    void hidden_tests_tell_nothing() {
        OracleProblem problem = JudgeFixture.checked(
                "echo",
                "def echo(x):\n    \"\"\"Echo.\"\"\"\n",
                Visibility.HIDDEN,
                "assert candidate('SECRET-INPUT') == 'SECRET-EXPECTED'");

        Execution execution = judge.run(
                problem,
                AnswerForm.PROGRAM,
                "print('loading')\ndef echo(x):\n    print('seen', x)\n    raise ValueError(x)\n");

        assertThat(execution.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
        assertThat(execution.detail()).isEqualTo("a hidden test did not pass");
        assertThat(execution.output().text()).doesNotContain("seen");
        assertThat(execution.output().totalBytes()).isGreaterThan(10);
        assertThat(AssayJson.write(execution)).doesNotContain("SECRET");
    }

    @Test
    void what_is_printed_while_visible_tests_run_is_kept() {
        OracleProblem problem = JudgeFixture.checked(
                "echo", "def echo(x):\n    \"\"\"Echo.\"\"\"\n", Visibility.FEEDBACK, "assert candidate(1) == 1");

        Execution execution =
                run(problem, "    import sys\n    print('out', x)\n    print('err', file=sys.stderr)\n    return x\n");

        assertThat(execution.output().text()).contains("out 1\n", "err\n");
    }

    @Test
    void assertions_call_any_function_of_the_answer() {
        OracleProblem problem = JudgeFixture.problem(
                "square",
                "",
                "def square(x):\n    return x * x\n",
                new Assertions(
                        "import math",
                        List.of(
                                new Assertion("assert_1", "assert square(3) == 9", Visibility.PUBLIC),
                                new Assertion("assert_2", "assert cube(2) == 8", Visibility.FEEDBACK),
                                new Assertion(
                                        "assert_3",
                                        "assert math.isclose(square(0.1), 0.01) and sorted([square(y) for y in (2, 1)]) == [1, 4]",
                                        Visibility.FEEDBACK))),
                LIMITS);

        Execution complete = judge.run(
                problem, AnswerForm.PROGRAM, "def square(x):\n    return x * x\ndef cube(x):\n    return x ** 3\n");
        assertThat(complete.verdict()).as(complete.detail()).isEqualTo(Verdict.PASSED);

        Execution partial = judge.run(problem, AnswerForm.PROGRAM, "def square(x):\n    return x * x\n");
        assertThat(partial.tests())
                .extracting(TestOutcome::status)
                .containsExactly(Status.PASSED, Status.ERROR, Status.PASSED);
        assertThat(partial.detail()).startsWith("NameError: name 'cube' is not defined");
    }

    @Test
    void of_what_cannot_cross_only_the_truth_is_known() {
        OracleProblem problem = JudgeFixture.problem(
                "find",
                "",
                "import re\nimport sys\ndef find(x):\n    return re.search('a', x)\n",
                new Assertions(
                        "",
                        List.of(
                                new Assertion("true", "assert find('cat')", Visibility.FEEDBACK),
                                new Assertion("false", "assert not find('dog')", Visibility.FEEDBACK),
                                new Assertion("import", "assert sys.maxsize > 1", Visibility.FEEDBACK),
                                new Assertion("equal", "assert find('cat') == find('cat')", Visibility.FEEDBACK))),
                LIMITS);

        Execution execution =
                judge.run(problem, AnswerForm.PROGRAM, "import re\ndef find(x):\n    return re.search('a', x)\n");

        assertThat(execution.tests())
                .extracting(TestOutcome::status)
                .containsExactly(Status.PASSED, Status.PASSED, Status.PASSED, Status.FAILED);
    }

    @Test
    void inputs_are_compared_with_what_the_reference_gives() {
        OracleProblem problem = JudgeFixture.problem(
                "scale",
                "def scale(xs, by):\n    \"\"\"Scales.\"\"\"\n",
                "    xs.append(0)\n    return [x * by for x in xs[:-1]]\n",
                new Inputs(
                        List.of(
                                new InputGroup("plus", Visibility.HIDDEN, "[[[3, 0.3], 2]]"),
                                new InputGroup("base", Visibility.FEEDBACK, "[[[1], 2], [[0.1], 3]]")),
                        0,
                        "equal"),
                LIMITS);

        Execution close = run(problem, "    return [x * by + 1e-9 * (type(x) is float) for x in xs]\n");
        assertThat(close.tests())
                .extracting(TestOutcome::name, TestOutcome::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("base_0", Status.PASSED),
                        org.assertj.core.groups.Tuple.tuple("base_1", Status.PASSED),
                        org.assertj.core.groups.Tuple.tuple("plus_0", Status.FAILED));

        Execution wrong = run(problem, "    return [x + by for x in xs]\n");
        assertThat(wrong.detail()).isEqualTo("scale([1], 2) returned [3], expected [2]");
    }

    @Test
    void a_case_can_want_an_exception_or_allow_a_difference() {
        OracleProblem problem = cases(
                new Case(
                        "raises",
                        Visibility.FEEDBACK,
                        json("[0]"),
                        Optional.empty(),
                        Optional.of("ArithmeticError"),
                        Optional.empty()),
                new Case(
                        "close",
                        Visibility.FEEDBACK,
                        json("[4]"),
                        Optional.of(json("0.3")),
                        Optional.empty(),
                        Optional.of(0.1)));

        assertThat(run(problem, "    return 1 / x\n").verdict()).isEqualTo(Verdict.PASSED);
        Execution silent = run(problem, "    return 0.25\n");
        assertThat(silent.verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(silent.detail()).isEqualTo("same(0) returned 0.25, expected ArithmeticError to be raised");
    }

    @Test
    void numbers_of_numpy_and_sub_classes_count_as_their_value() {
        OracleProblem problem = cases(
                new Case(
                        "numpy",
                        Visibility.FEEDBACK,
                        json("[1]"),
                        Optional.of(json("[3, 0.5, true]")),
                        Optional.empty(),
                        Optional.empty()),
                new Case(
                        "classes",
                        Visibility.FEEDBACK,
                        json("[2]"),
                        Optional.of(json("{\"a\": 2, \"b\": 1}")),
                        Optional.empty(),
                        Optional.empty()));

        Execution execution = run(problem, """
                    import collections
                    import numpy
                    if x == 2:
                        return collections.Counter("aab")
                    return [numpy.int64(3), numpy.float64(0.5), numpy.bool_(True)]
                """);

        assertThat(execution.verdict()).as(execution.detail()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void visible_tests_run_before_hidden_ones() {
        Case hidden = new Case(
                "hidden", Visibility.HIDDEN, json("[1]"), Optional.of(json("1")), Optional.empty(), Optional.empty());
        Case shown = new Case(
                "shown", Visibility.PUBLIC, json("[2]"), Optional.of(json("2")), Optional.empty(), Optional.empty());

        Execution execution = run(cases(hidden, shown), "    return 0\n");

        assertThat(execution.tests()).extracting(TestOutcome::name).containsExactly("shown", "hidden");
        assertThat(execution.detail()).isEqualTo("same(2) returned 0, expected 2");
    }

    @Test
    void tests_that_do_not_work_are_nobodys_failure() {
        assertThat(run(JudgeFixture.checked("same", CONTEXT, Visibility.FEEDBACK, "assert ("), BODY)
                        .verdict())
                .isEqualTo(Verdict.UNSCORABLE);
        assertThat(run(JudgeFixture.checked("same", CONTEXT, Visibility.FEEDBACK, "assert candidate(lambda: 1)"), BODY)
                        .reason())
                .isEqualTo("tests_broken");
        assertThat(run(JudgeFixture.checked("same", CONTEXT, Visibility.FEEDBACK, "if False:", "    assert 1"), BODY)
                        .reason())
                .isEqualTo("no_test_ran");
    }

    @Test
    void the_same_random_answer_gets_the_same_verdict_each_time() {
        OracleProblem problem = JudgeFixture.checked(
                "same",
                CONTEXT,
                Visibility.FEEDBACK,
                "import random",
                "assert candidate(random.random()) == list({'a', 'b', 'c', 'd', 'e', 'f', 'g'})");
        String answer = "    print(x)\n    return list({'a', 'b', 'c', 'd', 'e', 'f', 'g'})\n";

        Execution one = run(problem, answer);
        Execution other = run(problem, answer);

        assertThat(one.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(one.output().text()).isEqualTo(other.output().text());
    }

    private static final String CONTEXT = "def same(x):\n    \"\"\"The same.\"\"\"\n";
    private static final String BODY = "    return x\n";

    private static Execution run(OracleProblem problem, String completion) {
        return judge.run(problem, AnswerForm.COMPLETION, completion);
    }

    private static OracleProblem cases(Case... cases) {
        return JudgeFixture.problem("same", CONTEXT, BODY, new Cases(List.of(cases)), LIMITS);
    }

    private static JsonNode json(String text) {
        return AssayJson.read(text, JsonNode.class);
    }
}
