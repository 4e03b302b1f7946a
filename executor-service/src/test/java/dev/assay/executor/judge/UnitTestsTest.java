package dev.assay.executor.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.Integrity;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.UnitTests;
import dev.assay.executor.JudgeFixture;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** unittest classes beside the answer. */
class UnitTestsTest {

    private static final String CONTEXT = "import math\ndef half(x):\n    \"\"\"Half of x.\"\"\"\n";

    private static final String CLASSES = """
            import unittest
            from unittest.mock import patch


            class Base(unittest.TestCase):
                def test_inherited(self):
                    self.assertEqual(half(10), 5)


            class TestCases(Base):
                made = 0

                @classmethod
                def setUpClass(cls):
                    cls.made += 1

                def setUp(self):
                    self.given = 4

                def test_value(self):
                    self.assertEqual(half(self.given), 2)
                    self.assertEqual(self.made, 1)

                def test_several(self):
                    for x in (2, 6):
                        with self.subTest(x=x):
                            self.assertEqual(half(x) * 2, x)

                @patch("math.floor")
                def test_mocked(self, floor):
                    self.assertIsNone(half(None)) if half(3) == 1.5 else self.fail("not half")
                    floor.assert_not_called()


            def helper():
                pass
            """;

    private static final String GOOD = "    return None if x is None else x / 2\n";

    private static JudgeFixture judge;

    @BeforeAll
    static void open() {
        judge = new JudgeFixture(1, 984);
    }

    @AfterAll
    static void close() {
        judge.close();
    }

    @Test
    void each_method_is_a_test_and_the_result_is_marked() {
        Execution execution = run(problem(CLASSES), GOOD);

        assertThat(execution.verdict()).as("%s", execution).isEqualTo(Verdict.PASSED);
        assertThat(execution.integrity()).isEqualTo(Integrity.IN_PROCESS);
        assertThat(execution.tests())
                .extracting(TestOutcome::name)
                .containsExactly(
                        "Base.test_inherited",
                        "TestCases.test_inherited",
                        "TestCases.test_mocked",
                        "TestCases.test_several",
                        "TestCases.test_value");
    }

    @Test
    void a_wrong_value_fails_and_what_is_raised_is_an_error() {
        Execution execution = run(problem(CLASSES), "    return x // 2 if x != 3 else x / 0\n");

        assertThat(execution.tests())
                .extracting(TestOutcome::name, TestOutcome::status)
                .contains(
                        Tuple.tuple("TestCases.test_value", Status.PASSED),
                        Tuple.tuple("TestCases.test_mocked", Status.ERROR));
        assertThat(execution.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
        assertThat(execution.detail()).isEqualTo("ZeroDivisionError: division by zero");
        assertThat(run(problem(CLASSES), "    return x\n").detail()).isEqualTo("AssertionError: 10 != 5");
    }

    @Test
    void a_class_that_cannot_be_set_up_or_torn_down_does_not_pass() {
        String broken = """
                import unittest
                class TestCases(unittest.TestCase):
                    @classmethod
                    def %s(cls):
                        raise ValueError("broken")
                    def test_value(self):
                        self.assertEqual(half(2), 1)
                """;

        assertThat(run(problem(broken.formatted("setUpClass")), GOOD).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
        assertThat(run(problem(broken.formatted("tearDownClass")), GOOD).verdict())
                .isEqualTo(Verdict.RUNTIME_ERROR);
    }

    @Test
    void a_test_that_is_skipped_or_expected_to_fail_is_told_apart() {
        String skipped = """
                import unittest
                class TestCases(unittest.TestCase):
                    @unittest.skip("not today")
                    def test_skipped(self):
                        pass
                    @unittest.expectedFailure
                    def test_wrong_as_expected(self):
                        self.assertEqual(half(2), 2)
                """;

        assertThat(run(problem(skipped), GOOD).tests())
                .extracting(TestOutcome::status)
                .containsExactly(Status.FAILED, Status.PASSED);
    }

    @Test
    void each_test_has_its_cpu_time() {
        Execution execution =
                run(problem(CLASSES), "    while x == 10: pass\n    return None if x is None else x / 2\n");

        assertThat(execution.verdict()).isEqualTo(Verdict.TIME_LIMIT);
        assertThat(execution.reason()).isEqualTo("cpu_limit");
        assertThat(execution.tests())
                .extracting(TestOutcome::status)
                .containsExactly(Status.ERROR, Status.ERROR, Status.PASSED, Status.PASSED, Status.PASSED);
    }

    @Test
    void what_needs_a_library_that_is_not_there_cannot_be_scored() {
        OracleProblem declared =
                problem("import unittest\nclass T(unittest.TestCase):\n    def test(self): pass\n", "no_such_library");
        OracleProblem imported = problem(
                "import unittest\nimport no_such_package.part\nclass T(unittest.TestCase):\n    def test(self): pass\n");

        Execution execution = run(declared, GOOD);

        assertThat(execution.verdict()).isEqualTo(Verdict.UNSCORABLE);
        assertThat(execution.reason()).isEqualTo("library_missing");
        assertThat(execution.detail()).isEqualTo("the sandbox's Python has no no_such_library");
        assertThat(run(imported, GOOD).reason()).isEqualTo("library_missing");
    }

    @Test
    void hidden_tests_tell_nothing() {
        OracleProblem problem = problem("""
                import unittest
                class TestCases(unittest.TestCase):
                    def test_value(self):
                        self.assertEqual(half("SECRET-INPUT"), "SECRET-EXPECTED")
                """, Visibility.HIDDEN);

        Execution execution = run(problem, "    print(x, globals()['TestCases'].test_value.__code__.co_consts)\n");

        assertThat(execution.verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(AssayJson.write(execution)).doesNotContain("SECRET");
    }

    /** Why such results are marked: the answer can reach whatever shares its process. */
    @Test
    void an_answer_that_rewrites_the_runner_or_equals_everything_cannot_be_told_from_a_right_one() {
        String always = "    class Equal:\n        __eq__ = lambda self, other: True\n    return Equal()\n";
        String rewritten = """
                    import sys
                    import unit_tests
                    unit_tests._Result._worse = lambda self, outcome, error: setattr(self, "succeeded", 1)
                    return "wrong"
                """;
        String classes = """
                import unittest
                class TestCases(unittest.TestCase):
                    def test_value(self):
                        self.assertEqual(half(4), 2)
                """;

        assertThat(run(problem(classes), always).verdict()).isEqualTo(Verdict.PASSED);
        Execution forged = run(problem(classes), rewritten);
        assertThat(forged.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(forged.integrity()).isEqualTo(Integrity.IN_PROCESS);
    }

    private static Execution run(OracleProblem problem, String completion) {
        return judge.run(problem, AnswerForm.COMPLETION, completion);
    }

    private static OracleProblem problem(String classes, String... libraries) {
        return problem(new UnitTests(classes, List.of(libraries), 1, Visibility.FEEDBACK));
    }

    private static OracleProblem problem(String classes, Visibility visibility) {
        return problem(new UnitTests(classes, List.of(), 1, visibility));
    }

    private static OracleProblem problem(UnitTests tests) {
        return JudgeFixture.problem(
                "half",
                CONTEXT,
                GOOD,
                tests,
                new ExecutionLimits(Optional.of(20.0), Optional.of(60.0), Optional.empty()));
    }
}
