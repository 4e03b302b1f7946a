package dev.assay.experiment.language;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.remote.UrlPath;
import dev.assay.experiment.validation.Violations;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Refuses what the executors have no runtime for, before a model is asked. */
@ApplicationScoped
public class Languages {

    private static final Logger LOG = Logger.getLogger(Languages.class);

    /** An executor without it is not ready. */
    private static final String ALWAYS_THERE = "python";

    private final InternalClient client;

    Languages(InternalClient client) {
        this.client = client;
    }

    /** What the executor says of a runtime. */
    record Runtime(String id, List<String> aliases, boolean available, Optional<String> problem) {

        boolean isCalled(String language) {
            return id.equals(language) || aliases.contains(language);
        }
    }

    /** What the executor says it runs. */
    record Runtimes(List<String> taskTypes, List<Runtime> runtimes) {}

    /** What a selection of problems is written in. */
    record Spoken(String taskType, List<String> languages) {}

    /**
     * Notes a violation of {@code field} for each of the languages that answers to such tasks are run in and that has no
     * runtime.
     */
    public void require(String taskType, Collection<String> languages, String field, Violations violations) {
        List<String> asked = languages.stream()
                .distinct()
                .filter(language -> !language.equals(ALWAYS_THERE) && !language.equals(AnswerLanguage.ANY))
                .toList();
        if (asked.isEmpty()) {
            return;
        }
        Runtimes runtimes = client.get(Peer.EXECUTOR, "/runtimes", new TypeReference<Runtimes>() {})
                .orElse(new Runtimes(List.of(), List.of()));
        if (runtimes.taskTypes().contains(taskType)) {
            asked.forEach(language -> require(language, runtimes, field, violations));
        }
    }

    /** Notes a violation where problems leave the language open and none is chosen, or the other way round. */
    public void requireFit(Collection<String> languages, Optional<AnswerLanguage> chosen, Violations violations) {
        boolean open = languages.contains(AnswerLanguage.ANY);
        violations.require(
                !open || chosen.isPresent(),
                "language",
                "is required: the problems may be answered in any language; name a runtime, as python");
        violations.require(
                languages.isEmpty() || open || chosen.isEmpty(),
                "language",
                "must be left out: the problems are to be answered in " + String.join(", ", languages));
    }

    /**
     * As {@link #require} and {@link #requireFit}, for problems that an experiment names. A data set that does not exist yet, and a service that
     * does not answer, are no violation: the run asks again.
     */
    public void requireIfKnown(
            DatasetSelection selection, Optional<AnswerLanguage> chosen, String field, Violations violations) {
        String path = "/internal/datasets/" + UrlPath.encode(selection.datasetId()) + "/languages?slice="
                + UrlPath.encode(selection.slice());
        try {
            client.get(Peer.DATASETS, path, new TypeReference<Spoken>() {}).ifPresent(spoken -> {
                requireFit(spoken.languages(), chosen, violations);
                require(spoken.taskType(), spoken.languages(), field, violations);
            });
        } catch (HttpProblem unanswered) {
            LOG.infof("the language of %s is not known yet: %s", selection.datasetId(), unanswered.getDetail());
        }
    }

    private static void require(String language, Runtimes runtimes, String field, Violations violations) {
        Optional<Runtime> runtime = runtimes.runtimes().stream()
                .filter(one -> one.isCalled(language))
                .findFirst();
        if (runtime.filter(Runtime::available).isPresent()) {
            return;
        }
        String why = runtime.flatMap(Runtime::problem)
                .orElse("no runtime is called that; add one to the executor's settings");
        violations.add(field, "answers are in " + language + ", which the executor cannot run: " + why);
    }
}
