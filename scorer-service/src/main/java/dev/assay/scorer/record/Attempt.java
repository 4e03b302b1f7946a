package dev.assay.scorer.record;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptExecuted;
import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.AttemptRef;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.event.ExecutionOutcome;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.problem.ProblemRef;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an attempt so far. Events may come twice and in any order; each transition returns the attempt that
 * knows more, or this one where there is nothing new.
 *
 * @param ref carries the highest dispatch number that any event had
 * @param feedbackPolicy what may be told of a failure; absent where no repair can follow
 * @param role of a call that helps, which is never judged; absent for attempts
 */
public record Attempt(
        AttemptRef ref,
        ProblemRef problem,
        Optional<FeedbackPolicy> feedbackPolicy,
        Optional<CallRole> role,
        Optional<Received<GenerationOutcome>> generation,
        Optional<Received<ExecutionOutcome>> execution,
        Optional<Finish> finish) {

    /** An attempt of which nothing is known but its name. */
    public static Attempt unknown(AttemptRef ref, ProblemRef problem) {
        return new Attempt(
                ref, problem, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Takes in what came of the model call. */
    public Attempt with(AttemptGenerated event) {
        AttemptRef newest = newest(event.attempt());
        Received<GenerationOutcome> arrived =
                Received.generation(event.attempt().dispatchNumber(), event.outcome());
        return new Attempt(
                newest,
                problem,
                event.feedback().or(this::feedbackPolicy),
                event.role().or(this::role),
                better(generation, arrived, newest),
                execution,
                finish);
    }

    /** Takes in what came of running the answer. */
    public Attempt with(AttemptExecuted event) {
        AttemptRef newest = newest(event.attempt());
        Received<ExecutionOutcome> arrived = Received.execution(event.attempt().dispatchNumber(), event.outcome());
        return new Attempt(
                newest, problem, feedbackPolicy, role, generation, better(execution, arrived, newest), finish);
    }

    /**
     * Ends the attempt. A real verdict is final. An infrastructure error gives way to a real verdict, and to the
     * infrastructure error of a later dispatch.
     */
    public Attempt with(AttemptFinished event, Instant now) {
        boolean takes = finish.map(held -> givesWay(held.event(), event)).orElse(true);
        if (!takes) {
            return this;
        }
        int number = finish.map(Finish::number).orElse(0) + 1;
        return new Attempt(
                ref,
                problem,
                feedbackPolicy,
                role,
                generation,
                execution,
                Optional.of(new Finish(number, event, now, false)));
    }

    private static boolean givesWay(AttemptFinished held, AttemptFinished arrived) {
        if (held.verdict() != Verdict.INFRASTRUCTURE_ERROR) {
            return false;
        }
        return arrived.verdict() != Verdict.INFRASTRUCTURE_ERROR
                || arrived.attempt().dispatchNumber() > held.attempt().dispatchNumber();
    }

    private AttemptRef newest(AttemptRef arrived) {
        return arrived.dispatchNumber() > ref.dispatchNumber() ? ref.dispatched(arrived.dispatchNumber()) : ref;
    }

    /** The first success stays; a failure counts when it is of the current dispatch. */
    private static <T> Optional<Received<T>> better(
            Optional<Received<T>> held, Received<T> arrived, AttemptRef newest) {
        if (held.filter(Received::success).isPresent()) {
            return held;
        }
        boolean current = arrived.dispatchNumber() == newest.dispatchNumber();
        boolean later = held.map(earlier -> arrived.dispatchNumber() > earlier.dispatchNumber())
                .orElse(true);
        return arrived.success() || (current && later) ? Optional.of(arrived) : held;
    }
}
