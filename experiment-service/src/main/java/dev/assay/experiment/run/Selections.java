package dev.assay.experiment.run;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.remote.UrlPath;
import dev.assay.experiment.validation.Violations;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Asks dataset-service which problems a selection holds. */
@ApplicationScoped
public class Selections {

    private static final int FIRST_SERVER_ERROR = 500;

    private final InternalClient client;

    Selections(InternalClient client) {
        this.client = client;
    }

    /**
     * A problem and its place.
     *
     * @param ordinal place in the data set, from 0
     * @param namedLanguages ids of the languages that its text names, where answers may be in any
     */
    public record Selected(int ordinal, ProblemRef problem, String language, List<String> namedLanguages) {}

    /** The problems in order; none and a violation of {@code field} where data set or slice are unknown or empty. */
    public List<Selected> of(DatasetSelection selection, String field, Violations violations) {
        Optional<List<Selected>> selected = find(selection, field, violations);
        violations.require(
                selected.map(list -> !list.isEmpty()).orElse(true), field, "holds no problem: " + describe(selection));
        return selected.orElse(List.of());
    }

    /** As {@link #of}, where a selection without a problem will do. */
    public List<Selected> orNone(DatasetSelection selection, String field, Violations violations) {
        return find(selection, field, violations).orElse(List.of());
    }

    /** Absent, with a violation, where data set or slice are unknown. */
    private Optional<List<Selected>> find(DatasetSelection selection, String field, Violations violations) {
        String path = "/internal/datasets/" + UrlPath.encode(selection.datasetId()) + "/selection?slice="
                + UrlPath.encode(selection.slice());
        try {
            Optional<List<Selected>> selected = client.get(Peer.DATASETS, path, new TypeReference<>() {});
            violations.require(selected.isPresent(), field, "data set or slice does not exist: " + describe(selection));
            return selected;
        } catch (HttpProblem refused) {
            if (refused.getStatusCode() >= FIRST_SERVER_ERROR) {
                throw refused;
            }
            violations.add(field, describe(selection) + ": " + refused.getDetail());
            return Optional.empty();
        }
    }

    private static String describe(DatasetSelection selection) {
        return "data set " + selection.datasetId() + ", slice " + selection.slice();
    }
}
