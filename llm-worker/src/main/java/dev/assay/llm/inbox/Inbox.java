package dev.assay.llm.inbox;

import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.json.AssayJson;
import dev.assay.llm.ledger.CallKind;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** Enters requests into the ledger, so that each can be acknowledged at once and comes to one row however often it comes. */
@Singleton
class Inbox {

    private final Jdbi jdbi;

    Inbox(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Enters requests. One for a known attempt does something only under a higher dispatch number: an answer that is
     * there goes out again under it, a failure or a refusal is queued afresh, and a call that is queued or in flight
     * will answer under it.
     *
     * @throws IllegalArgumentException where a request lacks a part
     */
    void accept(List<GenerateAttempt> requests) {
        requests.forEach(Inbox::check);
        List<GenerateAttempt> latest = latestOfEach(requests);
        jdbi.useTransaction(handle -> {
            insert(handle, latest);
            lock(handle, latest);
            queueAfresh(handle, latest);
            raiseDispatch(handle, latest);
        });
    }

    /** What is entered here has to be answered later, by code that relies on it. */
    private static void check(GenerateAttempt request) {
        boolean whole = Stream.of(
                                request.attempt(),
                                request.problem(),
                                request.accountId(),
                                request.model(),
                                request.sampling(),
                                request.promptTemplate())
                        .allMatch(Objects::nonNull)
                && Stream.of(
                                request.attempt().attemptId(),
                                request.attempt().trialId(),
                                request.attempt().experimentId(),
                                request.problem().publicHash(),
                                request.problem().taskType(),
                                request.model().baseUrl(),
                                request.model().name())
                        .allMatch(Objects::nonNull);
        if (!whole) {
            throw new IllegalArgumentException("the request lacks a part");
        }
    }

    private static List<GenerateAttempt> latestOfEach(List<GenerateAttempt> requests) {
        Comparator<GenerateAttempt> byDispatch =
                Comparator.comparingInt(request -> request.attempt().dispatchNumber());
        Map<UUID, GenerateAttempt> latest = requests.stream()
                .collect(Collectors.toMap(
                        request -> request.attempt().attemptId(),
                        Function.identity(),
                        BinaryOperator.maxBy(byDispatch)));
        return latest.values().stream()
                .sorted(Comparator.comparing(request -> request.attempt().attemptId()))
                .toList();
    }

    private static void insert(Handle handle, List<GenerateAttempt> requests) {
        bind(handle.createUpdate("""
                                insert into ledger
                                    (attempt_id, dispatch_number, account_id, model_key, max_concurrency, request,
                                     experiment_id, task_type)
                                select * from unnest(
                                    :attempt_ids::uuid[], :dispatch_numbers::int[], :account_ids::text[],
                                    :model_keys::text[], :max_concurrencies::int[], :requests::bytea[],
                                    :experiment_ids::text[], :task_types::text[])
                                on conflict (attempt_id) do nothing
                                """), requests).execute();
    }

    /** Rows are locked in one order before they are changed, so that two workers never wait for each other. */
    private static void lock(Handle handle, List<GenerateAttempt> requests) {
        handle.createQuery("""
                        select attempt_id from ledger
                        where attempt_id = any(:attempt_ids) order by attempt_id for update
                        """)
                .bindArray(
                        "attempt_ids",
                        UUID.class,
                        column(requests, request -> request.attempt().attemptId()))
                .mapTo(UUID.class)
                .list();
    }

    private static void queueAfresh(Handle handle, List<GenerateAttempt> requests) {
        bind(handle.createUpdate("""
                                update ledger l set
                                    dispatch_number = r.dispatch_number, account_id = r.account_id,
                                    model_key = r.model_key, max_concurrency = r.max_concurrency, request = r.request,
                                    experiment_id = r.experiment_id, task_type = r.task_type, state = 'queued',
                                    not_before = now(), calls = 0, first_call_at = null,
                                    outcome = null, outcome_type = null, ended_at = null,
                                    publish_after = null, published_at = null
                                from unnest(
                                    :attempt_ids::uuid[], :dispatch_numbers::int[], :account_ids::text[],
                                    :model_keys::text[], :max_concurrencies::int[], :requests::bytea[],
                                    :experiment_ids::text[], :task_types::text[])
                                    as r (attempt_id, dispatch_number, account_id, model_key, max_concurrency, request,
                                        experiment_id, task_type)
                                where l.attempt_id = r.attempt_id and l.dispatch_number < r.dispatch_number
                                and l.state = 'ended' and l.outcome_type <> 'answered'
                                """), requests).execute();
    }

    private static void raiseDispatch(Handle handle, List<GenerateAttempt> requests) {
        handle.createUpdate("""
                        update ledger l set
                            dispatch_number = r.dispatch_number,
                            publish_after = case when l.state = 'ended' then now() end,
                            published_at = null
                        from unnest(:attempt_ids::uuid[], :dispatch_numbers::int[]) as r (attempt_id, dispatch_number)
                        where l.attempt_id = r.attempt_id and l.dispatch_number < r.dispatch_number
                        """)
                .bindArray(
                        "attempt_ids",
                        UUID.class,
                        column(requests, request -> request.attempt().attemptId()))
                .bindArray(
                        "dispatch_numbers",
                        Integer.class,
                        column(requests, request -> request.attempt().dispatchNumber()))
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Collection<GenerateAttempt> requests) {
        return statement
                .bindArray(
                        "attempt_ids",
                        UUID.class,
                        column(requests, request -> request.attempt().attemptId()))
                .bindArray(
                        "dispatch_numbers",
                        Integer.class,
                        column(requests, request -> request.attempt().dispatchNumber()))
                .bindArray("account_ids", String.class, column(requests, GenerateAttempt::accountId))
                .bindArray(
                        "model_keys",
                        String.class,
                        column(requests, request -> request.model().key()))
                .bindArray(
                        "max_concurrencies",
                        Integer.class,
                        column(requests, request -> request.model().maxConcurrency()))
                .bindArray("requests", byte[].class, column(requests, AssayJson::writeBytes))
                .bindArray(
                        "experiment_ids",
                        String.class,
                        column(requests, request -> request.attempt().experimentId()))
                .bindArray("task_types", String.class, column(requests, CallKind::of));
    }

    private static <T> List<T> column(Collection<GenerateAttempt> requests, Function<GenerateAttempt, T> value) {
        return requests.stream().map(value).toList();
    }
}
