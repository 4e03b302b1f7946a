package dev.assay.experiment.run;

import dev.assay.contracts.Ids;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.experiment.validation.Violations;
import dev.assay.frame.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Remembers which run an {@code Idempotency-Key} made. */
@ApplicationScoped
public class Idempotency {

    private static final int LONGEST_KEY = 200;

    private final Jdbi jdbi;
    private final Duration memory;

    Idempotency(Jdbi jdbi, ExperimentConfig config) {
        this.jdbi = jdbi;
        this.memory = config.limits().idempotency();
    }

    /** Whether this request is the first with its key. */
    enum Claim {
        WON,
        LOST
    }

    /** The key of a request, from its header; {@code bodyHash} is the SHA-256 of its body. */
    public static Optional<IdempotencyKey> key(Optional<String> header, String path, String bodyHash) {
        return header.map(key -> {
            Violations violations = new Violations();
            violations.require(!key.isBlank(), "Idempotency-Key", "must not be empty");
            violations.requireText(key, "Idempotency-Key", LONGEST_KEY);
            violations.throwIfAny();
            return new IdempotencyKey(key, Ids.sha256(path + "\n" + bodyHash));
        });
    }

    /** The run that the same request made; a 409 where the key belongs to another request. */
    Optional<String> earlier(IdempotencyKey key) {
        record Earlier(String requestHash, String runId) {}
        Optional<Earlier> earlier = jdbi.withHandle(handle -> handle.createQuery("""
                        select request_hash, run_id from idempotency_key
                        where idempotency_key = :key and created_at > now() - :memory""")
                .bind("key", key.key())
                .bind("memory", memory)
                .map((row, context) -> new Earlier(row.getString("request_hash"), row.getString("run_id")))
                .findOne());
        earlier.filter(one -> !one.requestHash().equals(key.requestHash())).ifPresent(other -> {
            throw Problems.conflict("this Idempotency-Key belongs to another request; choose a new one");
        });
        return earlier.map(Earlier::runId);
    }

    /** Takes the key within the transaction that makes the run; waits for another that is doing the same. */
    Claim claim(Handle handle, IdempotencyKey key, String runId) {
        handle.createUpdate("delete from idempotency_key where created_at <= now() - :memory")
                .bind("memory", memory)
                .execute();
        int inserted = handle.createUpdate("""
                        insert into idempotency_key (idempotency_key, request_hash, run_id)
                        values (:key, :hash, :run) on conflict do nothing""")
                .bind("key", key.key())
                .bind("hash", key.requestHash())
                .bind("run", runId)
                .execute();
        return inserted == 1 ? Claim.WON : Claim.LOST;
    }
}
