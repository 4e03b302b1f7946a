package dev.assay.scorer.intake;

import dev.assay.contracts.event.AttemptExecuted;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.frame.oracle.Oracles;
import dev.assay.scorer.publish.FinishedPublisher;
import dev.assay.scorer.record.Attempt;
import dev.assay.scorer.record.AttemptStore;
import dev.assay.scorer.record.AttemptStore.Change;
import dev.assay.scorer.task.Judge;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * The way of an event into the record: store what it says, end the attempt where that completes it, then say so. When a
 * method returns, all of it is committed and published. Called again with the same events it changes and says nothing: an
 * end that is committed and was not published is the {@link FinishedPublisher}'s to send again.
 */
@Singleton
class Intake {

    private final AttemptStore store;
    private final Judge judge;
    private final Oracles oracles;
    private final FinishedPublisher publisher;
    private final Clock clock = Clock.systemUTC();

    Intake(AttemptStore store, Judge judge, Oracles oracles, FinishedPublisher publisher) {
        this.store = store;
        this.judge = judge;
        this.oracles = oracles;
        this.publisher = publisher;
    }

    void generated(List<AttemptGenerated> events) {
        FetchedOracles needed =
                oracles(events.stream().filter(event -> event.role().isEmpty()).map(AttemptGenerated::problem));
        take(events.stream()
                .map(event -> new Change(
                        Attempt.unknown(event.attempt(), event.problem()),
                        attempt -> judged(attempt.with(event), needed)))
                .toList());
    }

    void executed(List<AttemptExecuted> events) {
        FetchedOracles needed = oracles(events.stream().map(AttemptExecuted::problem));
        take(events.stream()
                .map(event -> new Change(
                        Attempt.unknown(event.attempt(), event.problem()),
                        attempt -> judged(attempt.with(event), needed)))
                .toList());
    }

    /** Before the transaction, which is not to wait for another service. */
    private FetchedOracles oracles(Stream<ProblemRef> problems) {
        return FetchedOracles.of(
                problems.filter(judge::needsOracle).map(ProblemRef::oracleHash).distinct(), oracles::contentOf);
    }

    private void take(List<Change> changes) {
        publisher.publish(store.apply(changes));
    }

    private Attempt judged(Attempt attempt, FetchedOracles needed) {
        return judge.judge(attempt, needed::byHash)
                .map(end -> attempt.with(end, clock.instant()))
                .orElse(attempt);
    }
}
