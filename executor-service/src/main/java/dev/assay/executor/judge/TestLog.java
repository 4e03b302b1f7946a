package dev.assay.executor.judge;

import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the judge said about each test, in the order in which it said so. */
final class TestLog {

    private final Map<String, Visibility> planned = new LinkedHashMap<>();
    private final Map<String, TestOutcome> outcomes = new LinkedHashMap<>();
    private final Set<String> skipped = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private Optional<String> current = Optional.empty();
    private boolean begun;

    /**
     * A test that did not pass.
     *
     * @param raised class name of the exception; empty where the result was wrong
     */
    record Problem(TestOutcome outcome, String raised) {}

    void plan(String test, Visibility visibility) {
        planned.put(test, visibility);
    }

    /** Says that the program is loaded and the tests run from now on. */
    void begin() {
        begun = true;
    }

    /** Says that a test begins. */
    void enter(String test) {
        current = Optional.of(test);
    }

    /** Whether what the candidate does now must stay unseen. */
    boolean inHiddenTest() {
        return visibility(current.or(this::next).orElse("")) == Visibility.HIDDEN;
    }

    void record(String test, Status status, String message, String raised) {
        Visibility visibility = visibility(test);
        boolean shown = visibility != Visibility.HIDDEN && status != Status.PASSED && !message.isEmpty();
        TestOutcome outcome =
                new TestOutcome(test, visibility, status, shown ? Optional.of(message) : Optional.empty());
        outcomes.put(test, outcome);
        if (status != Status.PASSED) {
            problems.add(new Problem(outcome, raised));
        }
        current = Optional.empty();
    }

    /** A test that the tests themselves passed over: it says nothing, unless nothing else does. */
    void skip(String test) {
        skipped.add(test);
    }

    /** The candidate ended, and with it the test that was running, if any was. */
    void endedWith(String message) {
        if (!begun) {
            return;
        }
        current.or(this::next).ifPresent(test -> {
            Visibility visibility = visibility(test);
            Optional<String> shown = visibility == Visibility.HIDDEN ? Optional.empty() : Optional.of(message);
            outcomes.put(test, new TestOutcome(test, visibility, Status.ERROR, shown));
        });
    }

    Optional<Problem> firstProblem() {
        return problems.stream().findFirst();
    }

    /** Whether at least one test passed and none said otherwise or was left out. */
    boolean allPassed() {
        boolean complete = planned.keySet().stream().allMatch(test -> outcomes.containsKey(test) || isSkipped(test));
        return complete
                && !outcomes.isEmpty()
                && outcomes.values().stream().allMatch(outcome -> outcome.status() == Status.PASSED);
    }

    /** All tests, planned ones first. */
    List<TestOutcome> all() {
        List<TestOutcome> all = new ArrayList<>();
        planned.forEach((test, visibility) -> {
            TestOutcome notRun = new TestOutcome(test, visibility, Status.NOT_RUN, Optional.empty());
            if (!isSkipped(test)) {
                all.add(outcomes.getOrDefault(test, notRun));
            }
        });
        outcomes.forEach((test, outcome) -> {
            if (!planned.containsKey(test)) {
                all.add(outcome);
            }
        });
        return all;
    }

    private boolean isSkipped(String test) {
        return skipped.contains(test) && !outcomes.containsKey(test);
    }

    private Optional<String> next() {
        return planned.keySet().stream()
                .filter(test -> !outcomes.containsKey(test))
                .findFirst();
    }

    /** A test that was not planned is as secret as the most secret one that was. */
    private Visibility visibility(String test) {
        return Optional.ofNullable(planned.get(test))
                .orElseGet(() -> planned.values().stream()
                        .max(java.util.Comparator.naturalOrder())
                        .orElse(Visibility.HIDDEN));
    }
}
