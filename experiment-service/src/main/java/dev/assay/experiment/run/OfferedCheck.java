package dev.assay.experiment.run;

import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.model.ModelAvailability;
import dev.assay.experiment.model.ModelName;
import dev.assay.experiment.model.Models;
import dev.assay.experiment.validation.Violations;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Asks, once for a run and before any call is paid for, whether its models' servers offer them. A server that has no list
 * of its models, or does not answer, is left to the calls.
 */
@ApplicationScoped
class OfferedCheck {

    private static final Logger LOG = Logger.getLogger(OfferedCheck.class);

    private final Models models;

    OfferedCheck(Models models) {
        this.models = models;
    }

    /** Refuses experiments whose model is not offered, each by its place. */
    void requireOffered(List<Experiment> experiments) {
        Map<ModelName, Optional<ModelAvailability>> answers = answers(experiments);
        Violations violations = new Violations();
        for (int i = 0; i < experiments.size(); i++) {
            Experiment experiment = experiments.get(i);
            String field = "experiment_ids[" + i + "]";
            experiment.models().stream()
                    .map(ModelName::of)
                    .flatMap(name -> answers.get(name).stream())
                    .filter(answer -> answer.state() == ModelAvailability.State.UNAVAILABLE)
                    .forEach(answer -> violations.add(
                            field,
                            "model " + answer.name() + " of experiment " + experiment.experimentId()
                                    + " is not available at " + answer.baseUrl() + ": " + answer.detail()));
        }
        violations.throwIfAny();
    }

    /** All at once, since each may take as long as its server. */
    private Map<ModelName, Optional<ModelAvailability>> answers(List<Experiment> experiments) {
        List<ModelName> names = experiments.stream()
                .flatMap(experiment -> experiment.models().stream())
                .map(ModelName::of)
                .distinct()
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<ModelName, Future<Optional<ModelAvailability>>> asked = names.stream()
                    .collect(Collectors.toMap(
                            name -> name,
                            name -> threads.submit((Callable<Optional<ModelAvailability>>) () -> answer(name))));
            return asked.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> result(entry.getValue())));
        }
    }

    private Optional<ModelAvailability> answer(ModelName name) {
        try {
            return Optional.of(models.availability(name));
        } catch (HttpProblem unanswered) {
            LOG.infof("whether %s is offered is not known: %s", name.name().orElse(""), unanswered.getDetail());
            return Optional.empty();
        }
    }

    private static Optional<ModelAvailability> result(Future<Optional<ModelAvailability>> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the check of a model failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
