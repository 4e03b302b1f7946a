package dev.assay.dataset.slices;

import dev.assay.contracts.Ids;
import dev.assay.contracts.dataset.Dataset;
import dev.assay.contracts.dataset.Slice;
import dev.assay.frame.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/** The parts of data sets: named ones, and those that are written out where they are used. */
@ApplicationScoped
public class Slices {

    private static final int SHOWN = 5;

    private final Jdbi jdbi;

    Slices(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * The places of the problems in a slice, in the order of the data set.
     *
     * @param slice name of a stored slice, or a selector
     * @throws io.quarkiverse.resteasy.problem.HttpProblem (400) where it selects nothing; says what there is
     */
    public List<Integer> places(Dataset dataset, String slice) {
        try {
            String selector =
                    Ids.isChosen(slice) ? stored(dataset.datasetId(), slice).orElse(slice) : slice;
            return resolve(dataset, selector);
        } catch (InvalidSelector e) {
            throw Problems.badField("slice", e.getMessage() + "; " + whatThereIs(dataset));
        }
    }

    /** Every slice of a data set: the whole, and the stored ones in the order of their names. */
    List<Slice> list(Dataset dataset) {
        List<Slice> slices = new ArrayList<>();
        slices.add(new Slice(Selector.ALL, Selector.ALL, dataset.problems()));
        for (Map.Entry<String, String> named : named(dataset.datasetId()).entrySet()) {
            slices.add(new Slice(named.getKey(), named.getValue(), count(dataset, named.getValue())));
        }
        return slices;
    }

    /** Stores a slice, or changes it; throws {@link InvalidSelector} where the selector selects nothing. */
    Slice store(Dataset dataset, String name, String selector) {
        int problems = resolve(dataset, selector).size();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into slice (dataset_id, name, selector) values (:dataset, :name, :selector)
                        on conflict (dataset_id, name) do update set selector = excluded.selector
                        """)
                .bind("dataset", dataset.datasetId())
                .bind("name", name)
                .bind("selector", selector)
                .execute());
        return new Slice(name, selector, problems);
    }

    /** A stored slice may name problems that a newer version does not have. */
    private int count(Dataset dataset, String selector) {
        try {
            return resolve(dataset, selector).size();
        } catch (InvalidSelector e) {
            return 0;
        }
    }

    private List<Integer> resolve(Dataset dataset, String selector) {
        return switch (Selector.parse(selector)) {
            case Selector.All all -> range(0, dataset.problems());
            case Selector.Range range -> {
                if (range.to() > dataset.problems()) {
                    throw new InvalidSelector("the range %d-%d reaches beyond the %d problems that %s has"
                            .formatted(range.from(), range.to(), dataset.problems(), dataset.datasetId()));
                }
                yield range(range.from(), range.to());
            }
            case Selector.Ids ids -> byIds(dataset, ids.ids());
        };
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private List<Integer> byIds(Dataset dataset, List<String> ids) {
        Map<String, Integer> found = jdbi.withHandle(handle -> handle.createQuery("""
                        select problem_id, ordinal from problem
                        where version = :version and problem_id = any(:ids)
                        order by ordinal
                        """)
                .bind("version", dataset.version())
                .bindArray("ids", String.class, ids)
                .reduceRows(new LinkedHashMap<>(), (places, row) -> {
                    places.put(row.getColumn("problem_id", String.class), row.getColumn("ordinal", Integer.class));
                    return places;
                }));
        List<String> unknown = ids.stream().filter(id -> !found.containsKey(id)).toList();
        if (!unknown.isEmpty()) {
            throw new InvalidSelector("%s has no slice and no problem %s"
                    .formatted(
                            dataset.datasetId(),
                            String.join(", ", unknown.subList(0, Math.min(SHOWN, unknown.size())))));
        }
        return List.copyOf(found.values());
    }

    private Optional<String> stored(String datasetId, String name) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select selector from slice where dataset_id = :dataset and name = :name")
                        .bind("dataset", datasetId)
                        .bind("name", name)
                        .mapTo(String.class)
                        .findOne());
    }

    private Map<String, String> named(String datasetId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select name, selector from slice where dataset_id = :dataset order by name collate \"C\"")
                .bind("dataset", datasetId)
                .reduceRows(new LinkedHashMap<>(), (named, row) -> {
                    named.put(row.getColumn("name", String.class), row.getColumn("selector", String.class));
                    return named;
                }));
    }

    private String whatThereIs(Dataset dataset) {
        List<String> names = new ArrayList<>(List.of(Selector.ALL));
        names.addAll(named(dataset.datasetId()).keySet());
        List<String> ids = jdbi.withHandle(handle -> handle.createQuery(
                        "select problem_id from problem where version = :version order by ordinal limit :count")
                .bind("version", dataset.version())
                .bind("count", SHOWN)
                .mapTo(String.class)
                .list());
        return "slices are %s; %d problems: %s%s"
                .formatted(
                        String.join(", ", names),
                        dataset.problems(),
                        String.join(", ", ids),
                        dataset.problems() > ids.size() ? " …" : "");
    }
}
