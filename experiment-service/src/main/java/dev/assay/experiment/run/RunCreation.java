package dev.assay.experiment.run;

import dev.assay.experiment.dispatch.DispatchLoop;
import dev.assay.experiment.run.Idempotency.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Creates runs, each once: with all of its trials, or not at all. */
@ApplicationScoped
public class RunCreation {

    private final Jdbi jdbi;
    private final Idempotency idempotency;
    private final AccountSync accounts;
    private final DispatchLoop dispatch;

    RunCreation(Jdbi jdbi, Idempotency idempotency, AccountSync accounts, DispatchLoop dispatch) {
        this.jdbi = jdbi;
        this.idempotency = idempotency;
        this.accounts = accounts;
        this.dispatch = dispatch;
    }

    /** The id of a run, and whether it was made now. */
    public record Created(String runId, boolean now) {}

    /**
     * Creates the run that {@code plan} makes, or finds the one that the same request made before.
     *
     * @param also what else belongs into the transaction
     */
    public Created create(
            Optional<IdempotencyKey> key, Supplier<PlannedRun> plan, BiConsumer<Handle, PlannedRun> also) {
        Optional<String> earlier = key.flatMap(idempotency::earlier);
        if (earlier.isPresent()) {
            return new Created(earlier.get(), false);
        }
        PlannedRun run = plan.get();
        Claim claim = jdbi.inTransaction(handle -> {
            Claim won =
                    key.map(one -> idempotency.claim(handle, one, run.runId())).orElse(Claim.WON);
            if (won == Claim.WON) {
                new RunInsert(handle).insert(run);
                also.accept(handle, run);
            }
            return won;
        });
        return switch (claim) {
            case WON -> {
                accounts.wake();
                dispatch.wake();
                yield new Created(run.runId(), true);
            }
            case LOST -> new Created(key.flatMap(idempotency::earlier).orElseThrow(), false);
        };
    }
}
