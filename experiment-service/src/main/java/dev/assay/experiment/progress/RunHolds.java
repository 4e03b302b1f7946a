package dev.assay.experiment.progress;

import com.fasterxml.jackson.core.type.TypeReference;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.contracts.call.ModelHolds;
import dev.assay.contracts.call.ModelHolds.Held;
import dev.assay.contracts.call.ProviderHold;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.remote.Peer;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Which providers keep running runs waiting, as llm-worker says; asked for all of them at once, at most once a second. */
@ApplicationScoped
class RunHolds {

    private static final Logger LOG = Logger.getLogger(RunHolds.class);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Jdbi jdbi;
    private final InternalClient client;
    private final Duration patience;
    private final Cache<String, Map<String, List<ProviderHold>>> known =
            Caffeine.newBuilder().expireAfterWrite(FRESH).build();

    RunHolds(Jdbi jdbi, InternalClient client, ExperimentConfig config) {
        this.jdbi = jdbi;
        this.client = client;
        this.patience = config.services().viewTimeout();
    }

    /** The holds that a run waits for. */
    List<ProviderHold> of(String runId) {
        return known.get("all", all -> look()).getOrDefault(runId, List.of());
    }

    private record Asking(String runId, String modelKey) {}

    private Map<String, List<ProviderHold>> look() {
        List<Asking> asking = asking();
        if (asking.isEmpty()) {
            return Map.of();
        }
        Map<String, ProviderHold> holds = holds(asking);
        return asking.stream()
                .filter(one -> holds.containsKey(one.modelKey()))
                .collect(Collectors.groupingBy(
                        Asking::runId,
                        Collectors.mapping(
                                one -> holds.get(one.modelKey()),
                                Collectors.collectingAndThen(
                                        Collectors.toSet(),
                                        found -> found.stream()
                                                .sorted(Comparator.comparing(ProviderHold::provider))
                                                .toList()))));
    }

    private List<Asking> asking() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct e.run_id, e.window_key
                        from run_experiment e join run r using (run_id)
                        where r.state = 'running'""")
                .map((row, context) -> new Asking(row.getString("run_id"), row.getString("window_key")))
                .filter(one -> Objects.nonNull(one.modelKey()))
                .list());
    }

    /** A worker that does not answer holds nothing up that could be named. */
    private Map<String, ProviderHold> holds(List<Asking> asking) {
        List<String> keys = asking.stream().map(Asking::modelKey).distinct().toList();
        try {
            return client
                    .post(
                            Peer.LLM,
                            "/internal/models/holds",
                            new ModelHolds.Question(keys),
                            new TypeReference<ModelHolds>() {},
                            patience)
                    .items()
                    .stream()
                    .collect(Collectors.toMap(Held::modelKey, Held::hold));
        } catch (HttpProblem unanswered) {
            LOG.debugf("which providers are held is not known: %s", unanswered.getDetail());
            return Map.of();
        }
    }
}
