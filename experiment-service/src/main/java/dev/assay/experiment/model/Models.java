package dev.assay.experiment.model;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.model.Model;
import dev.assay.contracts.model.ModelAvailability;
import dev.assay.contracts.model.ModelList;
import dev.assay.contracts.model.ModelMatch;
import dev.assay.contracts.model.SpeedTest;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.remote.Peer;
import dev.assay.frame.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks llm-worker what its catalogue knows of models. */
@ApplicationScoped
public class Models {

    private static final String PATH = "/internal/models";

    private final InternalClient client;
    private final Duration callTimeout;

    Models(InternalClient client, ExperimentConfig config) {
        this.client = client;
        this.callTimeout = config.services().callTimeout();
    }

    /** The models of the catalogue. */
    public ModelList list() {
        return client.get(Peer.LLM, PATH, new TypeReference<ModelList>() {}).orElse(new ModelList(List.of()));
    }

    /** What the catalogue knows under a name. */
    public ModelMatch match(ModelName name) {
        return client.get(Peer.LLM, PATH + "/match" + name.query(), new TypeReference<ModelMatch>() {})
                .orElse(new ModelMatch(Optional.empty(), List.of()));
    }

    /** What the catalogue knows under a name; a 400 that names near ones where it knows nothing. */
    public Model required(ModelName name) {
        ModelMatch match = match(name);
        return match.model()
                .orElseThrow(() -> Problems.badField("slug", unknown(name.slug().orElse(""), match.near())));
    }

    /** Says that the catalogue does not know a slug. */
    public static String unknown(String slug, List<String> near) {
        return "the model catalogue has no " + slug
                + (near.isEmpty() ? "; GET /api/v1/models lists it" : "; near: " + String.join(", ", near));
    }

    /** Whether the model's server offers it. */
    public ModelAvailability availability(ModelName name) {
        return client.get(Peer.LLM, PATH + "/availability" + name.query(), new TypeReference<ModelAvailability>() {})
                .orElseThrow(() -> new IllegalStateException("llm-worker knows no such model"));
    }

    /** Makes one small call of the model, which is paid for. */
    public SpeedTest speedTest(ModelName name) {
        return client.post(
                Peer.LLM, PATH + "/speed-test" + name.query(), Map.of(), new TypeReference<>() {}, callTimeout);
    }
}
