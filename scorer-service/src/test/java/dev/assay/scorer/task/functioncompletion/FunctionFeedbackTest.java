package dev.assay.scorer.task.functioncompletion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.Integrity;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import dev.assay.contracts.record.Feedback;
import dev.assay.scorer.testing.AttemptBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FunctionFeedbackTest {

    private static final String SECRET = "918273645";

    @Test
    void the_first_test_that_failed_is_told_with_how_many_passed() {
        Execution run = run(
                Verdict.WRONG_ANSWER,
                Integrity.SPLIT,
                test("one", Visibility.PUBLIC, Status.PASSED, ""),
                test("two", Visibility.FEEDBACK, Status.FAILED, "f(2) was 3"),
                test("three", Visibility.FEEDBACK, Status.ERROR, "TypeError: no"));

        assertThat(told(run, FeedbackPolicy.FAILING_ASSERT))
                .isEqualTo(new Feedback(
                        Optional.of(Verdict.WRONG_ANSWER),
                        Optional.of(1),
                        Optional.of(3),
                        Optional.of("two: f(2) was 3")));
        assertThat(told(run, FeedbackPolicy.ERROR_TYPE)).isEqualTo(Feedback.kind(Verdict.WRONG_ANSWER));
        assertThat(told(run, FeedbackPolicy.FULL_OUTPUT).error().orElseThrow())
                .isEqualTo("two: f(2) was 3\nthree: TypeError: no\n\nOutput:\nprinted");
    }

    @Test
    void where_only_hidden_tests_failed_no_kind_of_error_and_no_count_is_told() {
        Execution run = run(
                Verdict.TIME_LIMIT,
                Integrity.SPLIT,
                test("one", Visibility.PUBLIC, Status.PASSED, ""),
                test("two", Visibility.HIDDEN, Status.ERROR, SECRET));

        for (FeedbackPolicy policy : FeedbackPolicy.values()) {
            assertThat(told(run, policy)).isEqualTo(Feedback.FURTHER_TESTS_FAILED);
        }
    }

    @Test
    void a_test_after_a_hidden_one_is_not_told_of_for_the_function_may_have_kept_what_it_was_called_with() {
        Execution run = run(
                Verdict.RUNTIME_ERROR,
                Integrity.SPLIT,
                test("one", Visibility.HIDDEN, Status.PASSED, ""),
                test("two", Visibility.PUBLIC, Status.ERROR, "ValueError: " + SECRET));

        assertThat(told(run, FeedbackPolicy.FULL_OUTPUT)).isEqualTo(Feedback.FURTHER_TESTS_FAILED);
    }

    @Test
    void code_that_does_not_compile_is_told_so_whatever_tests_there_would_have_been() {
        Execution run = run(
                Verdict.COMPILE_ERROR,
                Integrity.SPLIT,
                test("one", Visibility.PUBLIC, Status.NOT_RUN, ""),
                test("two", Visibility.HIDDEN, Status.NOT_RUN, ""));

        assertThat(told(run, FeedbackPolicy.FAILING_ASSERT))
                .isEqualTo(new Feedback(
                        Optional.of(Verdict.COMPILE_ERROR), Optional.of(0), Optional.of(1), Optional.of("the detail")));
    }

    @Test
    void where_the_tests_share_the_process_and_some_are_hidden_nothing_is_quoted() {
        Execution run = run(
                Verdict.RUNTIME_ERROR,
                Integrity.IN_PROCESS,
                test("one", Visibility.PUBLIC, Status.ERROR, "ValueError: " + SECRET),
                test("two", Visibility.HIDDEN, Status.NOT_RUN, ""));

        assertThat(told(run, FeedbackPolicy.FULL_OUTPUT).error()).isEmpty();
    }

    @Test
    void an_answer_that_was_cut_is_told_so_whichever_tests_failed() {
        Execution run =
                run(Verdict.WRONG_ANSWER, Integrity.SPLIT, test("one", Visibility.HIDDEN, Status.FAILED, SECRET));

        assertThat(new FunctionFeedback(Verdict.TRUNCATED, run).under(FeedbackPolicy.FULL_OUTPUT))
                .isEqualTo(Feedback.kind(Verdict.TRUNCATED));
    }

    @Property
    void nothing_that_a_test_says_from_the_first_hidden_one_on_is_ever_told(
            @ForAll("tests") List<TestOutcome> tests, @ForAll FeedbackPolicy policy, @ForAll Integrity integrity) {
        Execution run = run(Verdict.RUNTIME_ERROR, integrity, tests.toArray(TestOutcome[]::new));

        assertThat(told(run, policy).toString()).doesNotContain(SECRET).doesNotContain("kept");
    }

    @Provide
    Arbitrary<List<TestOutcome>> tests() {
        Arbitrary<Status> statuses = Arbitraries.of(Status.values());
        Arbitrary<List<TestOutcome>> shown = statuses.map(
                        status -> test("shown", Visibility.FEEDBACK, status, "f(1) was 2"))
                .list()
                .ofMaxSize(3);
        Arbitrary<TestOutcome> first = statuses.map(status -> test("kept", Visibility.HIDDEN, status, SECRET));
        Arbitrary<List<TestOutcome>> rest = Combinators.combine(Arbitraries.of(Visibility.values()), statuses)
                .as((visibility, status) -> test("kept", visibility, status, SECRET))
                .list()
                .ofMaxSize(3);
        return Combinators.combine(shown, first, rest).as((before, hidden, after) -> {
            List<TestOutcome> all = new java.util.ArrayList<>(before);
            all.add(hidden);
            all.addAll(after);
            return all;
        });
    }

    private static Feedback told(Execution run, FeedbackPolicy policy) {
        return new FunctionFeedback(run.verdict(), run).under(policy);
    }

    private static TestOutcome test(String name, Visibility visibility, Status status, String message) {
        return new TestOutcome(name, visibility, status, Optional.of(message).filter(text -> !text.isEmpty()));
    }

    private static Execution run(Verdict verdict, Integrity integrity, TestOutcome... tests) {
        Execution any = AttemptBuilder.attempt().execution(verdict);
        return new Execution(
                verdict,
                any.reason(),
                "the detail",
                any.extraction(),
                Arrays.asList(tests),
                any.output(),
                any.resources(),
                integrity,
                any.sandbox(),
                any.startedAt());
    }
}
