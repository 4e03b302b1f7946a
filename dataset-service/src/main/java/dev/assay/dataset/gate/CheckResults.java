package dev.assay.dataset.gate;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.CheckExecuted;
import dev.assay.contracts.event.ExecutionOutcome;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What came of checks: settles each once, whatever comes twice or late, and with the last one the proof of its content.
 */
@ApplicationScoped
class CheckResults {

    private final Jdbi jdbi;
    private final GateSettings settings;

    CheckResults(Jdbi jdbi, GateSettings settings) {
        this.jdbi = jdbi;
        this.settings = settings;
    }

    private record Open(Candidate.Kind kind, String oracleHash) {}

    /** Takes in results, in any order; one that is known already changes nothing. */
    void settle(List<CheckExecuted> results) {
        List<CheckExecuted> ordered = results.stream()
                .sorted(Comparator.comparing(CheckExecuted::checkId))
                .toList();
        jdbi.useTransaction(handle -> {
            List<String> versions = lockContent(handle, ordered);
            ordered.forEach(result -> settle(handle, result));
            versions.forEach(version -> conclude(handle, version));
        });
    }

    /** One transaction at a time for a content: else two that settle its last two checks would both not see the end. */
    private static List<String> lockContent(Handle handle, List<CheckExecuted> results) {
        return handle.createQuery("""
                        select version from content
                        where version in (select version from gate_check where check_id = any(:ids))
                        order by version
                        for update
                        """)
                .bindArray(
                        "ids",
                        UUID.class,
                        results.stream().map(CheckExecuted::checkId).toList())
                .mapTo(String.class)
                .list();
    }

    private void settle(Handle handle, CheckExecuted result) {
        switch (result.outcome()) {
            case ExecutionOutcome.Ran ran -> ran(handle, result.checkId(), ran.execution());
            case ExecutionOutcome.Failed failed -> failed(handle, result.checkId(), failed.error());
        }
    }

    private static void ran(Handle handle, UUID checkId, Execution execution) {
        Optional<Open> open = open(handle, checkId);
        if (open.isEmpty()) {
            return;
        }
        Candidate.Kind kind = open.get().kind();
        handle.createUpdate("""
                        update gate_check
                        set verdict = :verdict, surprise = :surprise, detail = :detail, settled_at = now(),
                            leased_until = null
                        where check_id = :id
                        """)
                .bind("verdict", execution.verdict().code())
                .bind("surprise", !isAsExpected(kind, execution))
                .bind("detail", printable(detail(execution)))
                .bind("id", checkId)
                .execute();
        if (kind == Candidate.Kind.REFERENCE && execution.verdict() == Verdict.PASSED) {
            keepCpu(handle, open.get().oracleHash(), execution.resources().cpuMs());
        }
    }

    /** Open, or settled only for want of an executor: a real result is always worth more. */
    private static Optional<Open> open(Handle handle, UUID checkId) {
        return handle.createQuery("""
                        select c.kind, p.oracle_hash
                        from gate_check c join problem p using (version, ordinal)
                        where c.check_id = :id and (c.settled_at is null or c.verdict = :infrastructure)
                        """)
                .bind("id", checkId)
                .bind("infrastructure", Verdict.INFRASTRUCTURE_ERROR.code())
                .map((row, context) -> new Open(Candidate.Kind.of(row.getString("kind")), row.getString("oracle_hash")))
                .findOne();
    }

    private static boolean isAsExpected(Candidate.Kind kind, Execution execution) {
        boolean passed = execution.verdict() == Verdict.PASSED;
        return switch (kind) {
            case REFERENCE -> passed;
            case EMPTY, PASS -> !passed;
            case BAD -> !passed && passedTests(execution) > 0;
        };
    }

    private static long passedTests(Execution execution) {
        return execution.tests().stream()
                .filter(test -> test.status() == Status.PASSED)
                .count();
    }

    private static String detail(Execution execution) {
        return "%d of %d tests passed; %s: %s"
                .formatted(passedTests(execution), execution.tests().size(), execution.reason(), execution.detail());
    }

    /** What a program said can hold what a text of the database cannot. */
    private static String printable(String text) {
        return text.replace('\u0000', '\ufffd');
    }

    /** The first measurement stays: the limits that follow from it do not change under a data set. */
    private static void keepCpu(Handle handle, String oracleHash, long cpuMs) {
        handle.createUpdate("""
                        update oracle set reference_cpu_ms = :cpu
                        where oracle_hash = :hash and reference_cpu_ms is null
                        """).bind("cpu", cpuMs).bind("hash", oracleHash).execute();
    }

    /** A failure counts only for what is out: one that comes twice does not use up two tries. */
    private void failed(Handle handle, UUID checkId, StageError error) {
        handle.createUpdate("""
                        update gate_check
                        set published_at = null,
                            leased_until = null,
                            failures = failures + 1,
                            not_before = now() + :pause::interval * power(2, failures),
                            verdict = case when :final or failures + 1 >= :attempts then :infrastructure end,
                            surprise = case when :final or failures + 1 >= :attempts then true end,
                            settled_at = case when :final or failures + 1 >= :attempts then now() end,
                            detail = :detail
                        where check_id = :id and settled_at is null
                          and (published_at is not null or leased_until is not null)
                        """)
                .bind("pause", settings.pause().toString())
                .bind("final", !error.retryable())
                .bind("attempts", settings.attempts())
                .bind("infrastructure", Verdict.INFRASTRUCTURE_ERROR.code())
                .bind("detail", printable("%s: %s: %s".formatted(error.stage(), error.cause(), error.message())))
                .bind("id", checkId)
                .execute();
    }

    private static void conclude(Handle handle, String version) {
        handle.createUpdate("""
                        update content
                        set gate = case
                            when exists (select from gate_check where version = :version and surprise) then 'unverified'
                            else 'verified' end
                        where version = :version
                          and not exists (select from gate_check where version = :version and settled_at is null)
                        """).bind("version", version).execute();
    }
}
