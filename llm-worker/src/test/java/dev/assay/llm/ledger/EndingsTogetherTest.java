package dev.assay.llm.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.event.WithheldReason;
import dev.assay.llm.account.Charge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndingsTogetherTest {

    private static final GenerationOutcome OUTCOME = new GenerationOutcome.Withheld(WithheldReason.CANCELLED);

    private final Ledger ledger = new Ledger();
    private final EndingsTogether together = new EndingsTogether(ledger);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Keeps the first transaction open until it is let go; refuses, and has lost the leases of, what it is told to. */
    private static final class Ledger extends Endings {

        private final CountDownLatch first = new CountDownLatch(1);
        private final List<List<UUID>> transactions = new ArrayList<>();
        private final List<UUID> lost = new ArrayList<>();
        private Optional<UUID> refused = Optional.empty();
        private Throwable failure = new IllegalStateException("refused");

        private Ledger() {
            super(null, null);
        }

        @Override
        List<Boolean> end(List<Ending> ended) {
            List<UUID> ids =
                    ended.stream().map(ending -> ending.claim().attemptId()).toList();
            transactions.add(ids);
            if (transactions.size() == 1) {
                hold();
            }
            if (refused.filter(ids::contains).isPresent()) {
                throw EndingsTogetherTest.<RuntimeException>as(failure);
            }
            return ids.stream().map(id -> !lost.contains(id)).toList();
        }

        private void hold() {
            try {
                first.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T as(Throwable failure) throws T {
        throw (T) failure;
    }

    @AfterEach
    void end() {
        threads.close();
    }

    @Test
    void what_ends_meanwhile_goes_in_one_transaction_and_each_hears_of_its_own() throws Exception {
        List<Claim> claims = claims(5);
        ledger.lost.add(claims.get(3).attemptId());

        List<Future<Boolean>> ended = endAll(claims);

        for (int i = 0; i < claims.size(); i++) {
            assertThat(ended.get(i).get()).as("call " + i).isEqualTo(i != 3);
        }
        assertThat(ledger.transactions).hasSize(2);
        assertThat(ledger.transactions.getLast())
                .hasSize(4)
                .isSortedAccordingTo((one, other) -> one.toString().compareTo(other.toString()));
    }

    @Test
    void one_that_is_refused_takes_no_other_with_it() throws Exception {
        List<Claim> claims = claims(4);
        ledger.refused = Optional.of(claims.get(2).attemptId());

        List<Future<Boolean>> ended = endAll(claims);

        assertThat(ended.get(0).get()).isTrue();
        assertThat(ended.get(1).get()).isTrue();
        assertThat(ended.get(3).get()).isTrue();
        assertThatThrownBy(() -> ended.get(2).get())
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("refused");
    }

    @Test
    void an_error_reaches_whoever_it_is_about_and_nobody_waits_for_ever() throws Exception {
        List<Claim> claims = claims(3);
        ledger.refused = Optional.of(claims.get(1).attemptId());
        ledger.failure = new StackOverflowError("too deep");

        List<Future<Boolean>> ended = endAll(claims);

        assertThat(ended.get(0).get()).isTrue();
        assertThat(ended.get(2).get()).isTrue();
        assertThatThrownBy(() -> ended.get(1).get()).hasRootCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void a_transaction_takes_a_bounded_number() throws Exception {
        List<Future<Boolean>> ended = endAll(claims(40));

        for (Future<Boolean> one : ended) {
            assertThat(one.get()).isTrue();
        }
        assertThat(ledger.transactions).allSatisfy(ids -> assertThat(ids).hasSizeLessThanOrEqualTo(16));
        assertThat(ledger.transactions.stream().flatMap(List::stream))
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    /** Ends the first, and the others while its transaction is open. */
    private List<Future<Boolean>> endAll(List<Claim> claims) {
        List<Future<Boolean>> ended = new ArrayList<>();
        claims.forEach(claim -> {
            ended.add(threads.submit(() -> together.end(claim, OUTCOME, new Charge.Nothing())));
            Awaitility.await().until(() -> together.waiting() == ended.size() - 1);
        });
        ledger.first.countDown();
        return ended;
    }

    private static List<Claim> claims(int count) {
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            claims.add(new Claim(
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    "account",
                    Optional.empty(),
                    Instant.EPOCH,
                    1,
                    Duration.ZERO,
                    List.of()));
        }
        return claims;
    }
}
