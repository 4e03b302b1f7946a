package dev.assay.experiment.registry;

import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.json.AssayJson;
import dev.assay.experiment.model.ModelName;
import dev.assay.experiment.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The registered experiments. */
@ApplicationScoped
public class ExperimentStore {

    private final Jdbi jdbi;

    ExperimentStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What a list is narrowed to. */
    record Filter(Optional<String> tag, Optional<String> datasetId, Optional<String> model) {}

    /** Whether the row is new, was the same already, or holds something else. */
    enum Registration {
        CREATED,
        UNCHANGED,
        DIFFERENT
    }

    Registration insert(String experimentId, ExperimentContent content) {
        return jdbi.inTransaction(handle -> {
            int inserted = handle.createUpdate("""
                            insert into experiment (experiment_id, content, content_hash)
                            values (:id, cast(:content as jsonb), :hash)
                            on conflict do nothing""")
                    .bind("id", experimentId)
                    .bind("content", AssayJson.write(content))
                    .bind("hash", content.hash())
                    .execute();
            if (inserted == 1) {
                return Registration.CREATED;
            }
            return hash(handle, experimentId).equals(Optional.of(content.hash()))
                    ? Registration.UNCHANGED
                    : Registration.DIFFERENT;
        });
    }

    /** Makes the experiment say {@code content}; {@code DIFFERENT} means that it said something else before. */
    Registration put(String experimentId, ExperimentContent content) {
        Registration registration = insert(experimentId, content);
        if (registration == Registration.DIFFERENT) {
            jdbi.useTransaction(handle -> replace(handle, experimentId, content));
        }
        return registration;
    }

    /** How hard a model may be used is no part of what is measured, so live runs follow the change. */
    private static void replace(Handle handle, String experimentId, ExperimentContent content) {
        handle.createUpdate("""
                        update experiment set content = cast(:content as jsonb), content_hash = :hash, updated_at = now()
                        where experiment_id = :id""")
                .bind("id", experimentId)
                .bind("content", AssayJson.write(content))
                .bind("hash", content.hash())
                .execute();
        handle.createUpdate("""
                        update run_experiment set max_concurrency = :concurrency
                        where experiment_id = :id and window_key = :key
                          and run_id in (select run_id from run where state in ('running', 'paused'))""")
                .bind("id", experimentId)
                .bind("key", content.model().key())
                .bind("concurrency", content.model().maxConcurrency())
                .execute();
        content.strategy()
                .specifier()
                .ifPresent(one -> setConcurrency(handle, experimentId, CallRole.SPECIFIER, one.model()));
        content.strategy()
                .reviewer()
                .ifPresent(one -> setConcurrency(handle, experimentId, CallRole.REVIEWER, one.model()));
    }

    private static void setConcurrency(Handle handle, String experimentId, CallRole role, ModelSpec model) {
        handle.createUpdate("""
                        update run_role h set max_concurrency = :concurrency
                        from run_experiment e join run r using (run_id)
                        where e.run_id = h.run_id and e.position = h.position and e.experiment_id = :id
                          and h.role = :role and h.window_key = :key and r.state in ('running', 'paused')""")
                .bind("id", experimentId)
                .bind("role", role.code())
                .bind("key", model.key())
                .bind("concurrency", model.maxConcurrency())
                .execute();
    }

    private static Optional<String> hash(Handle handle, String experimentId) {
        return handle.createQuery("select content_hash from experiment where experiment_id = :id")
                .bind("id", experimentId)
                .mapTo(String.class)
                .findOne();
    }

    public Optional<Experiment> find(String experimentId) {
        return Optional.ofNullable(findAll(List.of(experimentId)).get(experimentId));
    }

    /** Those of the experiments that exist, by id. */
    public Map<String, Experiment> findAll(List<String> experimentIds) {
        return jdbi.withHandle(handle -> handle
                .createQuery("select * from experiment where experiment_id = any(:ids)")
                .bindArray("ids", String.class, experimentIds)
                .map(ExperimentStore::experiment)
                .stream()
                .collect(Collectors.toMap(Experiment::experimentId, one -> one)));
    }

    List<Experiment> list(Filter filter, PageRequest page) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from experiment
                        where experiment_id > :after
                          and (cast(:tag as text) is null or content -> 'tags' @> to_jsonb(cast(:tag as text)))
                          and (cast(:dataset as text) is null or content #>> '{dataset,dataset_id}' = :dataset)
                          and (cast(:model as text) is null or content #>> '{model,name}' = :model)
                        order by experiment_id
                        limit :limit""")
                .bind("after", page.text(0, ""))
                .bind("tag", filter.tag())
                .bind("dataset", filter.datasetId())
                .bind("model", filter.model())
                .bind("limit", page.readLimit())
                .map(ExperimentStore::experiment)
                .list());
    }

    /** A model that experiments use. */
    record ModelInUse(Place place, long experiments) {

        /** Where a model is. */
        record Place(String baseUrl, String name) implements Comparable<Place> {

            @Override
            public int compareTo(Place other) {
                return Comparator.comparing(Place::baseUrl)
                        .thenComparing(Place::name)
                        .compare(this, other);
            }

            ModelName asName() {
                return new ModelName(Optional.empty(), Optional.of(baseUrl), Optional.of(name), Optional.empty());
            }
        }
    }

    List<ModelInUse> models() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select content #>> '{model,base_url}' as base_url, content #>> '{model,name}' as name,
                               count(*) as experiments
                        from experiment group by 1, 2 order by 1, 2""")
                .map((row, context) -> new ModelInUse(
                        new ModelInUse.Place(row.getString("base_url"), row.getString("name")),
                        row.getLong("experiments")))
                .list());
    }

    private static Experiment experiment(ResultSet row, StatementContext context) throws SQLException {
        return AssayJson.read(row.getString("content"), ExperimentContent.class)
                .as(
                        row.getString("experiment_id"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
