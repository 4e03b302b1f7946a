package dev.assay.scorer.intake;

import dev.assay.contracts.problem.OracleProblem;
import dev.assay.frame.oracle.OracleUnavailable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The oracles that a batch of attempts is judged by, or why one of them cannot be had. */
record FetchedOracles(Map<String, OracleProblem> oracles, Map<String, OracleUnavailable> failures) {

    static FetchedOracles of(Stream<String> hashes, Function<String, OracleProblem> source) {
        FetchedOracles fetched = new FetchedOracles(new HashMap<>(), new HashMap<>());
        hashes.forEach(hash -> fetched.fetch(hash, source));
        return fetched;
    }

    private void fetch(String hash, Function<String, OracleProblem> source) {
        try {
            oracles.put(hash, source.apply(hash));
        } catch (OracleUnavailable e) {
            failures.put(hash, e);
        }
    }

    /** The oracle; throws the {@link OracleUnavailable} that asking for it gave. */
    OracleProblem byHash(String hash) {
        OracleUnavailable failure = failures.get(hash);
        if (failure != null) {
            throw failure;
        }
        return oracles.get(hash);
    }
}
