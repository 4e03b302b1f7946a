package dev.assay.experiment.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.contracts.Ids;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.model.ModelMatch;
import dev.assay.experiment.language.AnswerLanguages;
import dev.assay.experiment.language.Languages;
import dev.assay.experiment.model.ModelName;
import dev.assay.experiment.model.Models;
import dev.assay.experiment.problem.BodyProblems;
import dev.assay.experiment.registry.BulkResult.BulkProblem;
import dev.assay.experiment.registry.BulkResult.Status;
import dev.assay.experiment.registry.ExperimentStore.Registration;
import dev.assay.experiment.validation.Violations;
import dev.assay.frame.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Registers experiments: an id names one content, and registering the same again changes nothing. */
@ApplicationScoped
public class Registry {

    private static final Logger LOG = Logger.getLogger(Registry.class);
    private static final ObjectMapper STRICT = AssayJson.strict();

    private static final String DATASET = "dataset.dataset_id";

    private final ExperimentStore store;
    private final Languages languages;
    private final AnswerLanguages answerLanguages;
    private final Models models;
    private final SecureRandom random = new SecureRandom();

    Registry(ExperimentStore store, Languages languages, AnswerLanguages answerLanguages, Models models) {
        this.store = store;
        this.answerLanguages = answerLanguages;
        this.models = models;
        this.languages = languages;
    }

    /** An experiment after its registration. */
    record Registered(Experiment experiment, boolean created) {}

    /** Registers an experiment; a 409 where its id means something else already. */
    Registered register(ExperimentRequest request) {
        Violations violations = new Violations();
        ExperimentContent content = ExperimentRules.content(request, this::match, answerLanguages::find, violations);
        violations.throwIfAny();
        languages.requireIfKnown(content.dataset(), content.language(), DATASET, violations);
        violations.throwIfAny();
        String id = request.experimentId().orElseGet(() -> Ids.newExperiment(random));
        return switch (store.insert(id, content)) {
            case CREATED -> new Registered(found(id), true);
            case UNCHANGED -> new Registered(found(id), false);
            case DIFFERENT -> throw Problems.conflict(different(id));
        };
    }

    /** Makes the experiment {@code id} say what the request says. */
    Registered put(String id, ExperimentRequest request) {
        Violations violations = new Violations();
        ExperimentRules.requireId(id, violations);
        violations.require(
                request.experimentId().map(id::equals).orElse(true),
                "experiment_id",
                "must be the one of the URL, or be left out");
        ExperimentContent content = ExperimentRules.content(request, this::match, answerLanguages::find, violations);
        violations.throwIfAny();
        languages.requireIfKnown(content.dataset(), content.language(), DATASET, violations);
        violations.throwIfAny();
        Registration registration = store.put(id, content);
        return new Registered(found(id), registration == Registration.CREATED);
    }

    /** Registers each on its own: one that is wrong, or whose id means something else, does not keep the others out. */
    List<BulkResult> registerAll(List<JsonNode> documents) {
        return each(documents, (id, content) -> switch (store.insert(id, content)) {
            case CREATED -> Status.CREATED;
            case UNCHANGED -> Status.UNCHANGED;
            case DIFFERENT -> Status.REJECTED;
        });
    }

    /** Makes each say what its document says, on its own: one that is wrong does not keep the others out. */
    public List<BulkResult> replaceAll(List<? extends JsonNode> documents) {
        return each(documents, (id, content) -> switch (store.put(id, content)) {
            case CREATED -> Status.CREATED;
            case UNCHANGED -> Status.UNCHANGED;
            case DIFFERENT -> Status.UPDATED;
        });
    }

    /** How one of many is stored. */
    private interface Storing {
        Status store(String experimentId, ExperimentContent content);
    }

    private List<BulkResult> each(List<? extends JsonNode> documents, Storing storing) {
        Bulk bulk = new Bulk(storing, new HashMap<>(), new HashMap<>(), new HashMap<>());
        return IntStream.range(0, documents.size())
                .mapToObj(index -> registerOne(index, documents.get(index), bulk))
                .toList();
    }

    /**
     * What one registration of many goes by.
     *
     * @param refused what is wrong with the data sets that were asked about already
     * @param known what the catalogue said of the models that were asked about already
     * @param spoken the languages that were found already
     */
    private record Bulk(
            Storing storing,
            Map<Asked, Violations> refused,
            Map<ModelName, Optional<ModelMatch>> known,
            Map<String, AnswerLanguage> spoken) {}

    /** Problems, and the language that they are to be answered in. */
    private record Asked(DatasetSelection dataset, Optional<AnswerLanguage> language) {}

    private BulkResult registerOne(int index, JsonNode document, Bulk bulk) {
        Violations violations = new Violations();
        ExperimentRequest request;
        ExperimentContent content;
        try {
            request = STRICT.treeToValue(document, ExperimentRequest.class);
            if (request == null) {
                violations.add("experiments[" + index + "]", "must be an experiment");
                return rejected(index, Optional.empty(), violations);
            }
            content = ExperimentRules.content(
                    request,
                    name -> bulk.known().computeIfAbsent(name, this::match),
                    (id, wrong) -> language(id, bulk, wrong),
                    violations);
        } catch (JsonProcessingException e) {
            violations.add(BodyProblems.field(e), BodyProblems.message(e));
            return rejected(index, Optional.empty(), violations);
        }
        if (!violations.isEmpty()) {
            return rejected(index, request.experimentId(), violations);
        }
        Violations ofDataset = bulk.refused()
                .computeIfAbsent(new Asked(content.dataset(), content.language()), this::languageViolations);
        if (!ofDataset.isEmpty()) {
            return rejected(index, request.experimentId(), ofDataset);
        }
        String id = request.experimentId().orElseGet(() -> Ids.newExperiment(random));
        Status status = bulk.storing().store(id, content);
        Optional<BulkProblem> problem = Optional.of(new BulkProblem(409, "Conflict", different(id), List.of()))
                .filter(different -> status == Status.REJECTED);
        return new BulkResult(index, Optional.of(id), status, problem);
    }

    private Optional<AnswerLanguage> language(String id, Bulk bulk, Violations violations) {
        Optional<AnswerLanguage> found =
                Optional.ofNullable(bulk.spoken().get(id)).or(() -> answerLanguages.find(id, violations));
        found.ifPresent(language -> bulk.spoken().put(id, language));
        return found;
    }

    private Violations languageViolations(Asked asked) {
        Violations violations = new Violations();
        languages.requireIfKnown(asked.dataset(), asked.language(), DATASET, violations);
        return violations;
    }

    private static BulkResult rejected(int index, Optional<String> id, Violations violations) {
        Problems.Violation first = violations.found().getFirst();
        BulkProblem problem =
                new BulkProblem(400, "Bad Request", first.field() + ": " + first.message(), violations.found());
        return new BulkResult(index, id, Status.REJECTED, Optional.of(problem));
    }

    /** A catalogue that does not answer leaves a model that has an address to the run, which asks again. */
    private Optional<ModelMatch> match(ModelName name) {
        try {
            return Optional.of(models.match(name));
        } catch (HttpProblem unanswered) {
            if (name.baseUrl().isEmpty() || name.name().isEmpty()) {
                throw unanswered;
            }
            LOG.infof("what %s can do is not known yet: %s", name.name().get(), unanswered.getDetail());
            return Optional.empty();
        }
    }

    private Experiment found(String id) {
        return store.find(id).orElseThrow(() -> Problems.notFound("experiment " + id));
    }

    private static String different(String id) {
        return "experiment " + id + " exists with other content; choose another id, or PUT it to change it";
    }
}
