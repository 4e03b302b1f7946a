package dev.assay.experiment.provided;

import dev.assay.contracts.Ids;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.experiment.dispatch.WindowKey;
import dev.assay.experiment.language.Languages;
import dev.assay.experiment.provided.ProvidedDocument.Answer;
import dev.assay.experiment.provided.ProvidedDocument.Head;
import dev.assay.experiment.run.PlannedRun;
import dev.assay.experiment.run.PlannedRun.PlannedExperiment;
import dev.assay.experiment.run.PlannedRun.PlannedTrial;
import dev.assay.experiment.run.Selections;
import dev.assay.experiment.run.Selections.Selected;
import dev.assay.experiment.validation.Violations;
import dev.assay.frame.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns an upload of brought answers into a run with one hidden experiment: each answer is a trial. */
@ApplicationScoped
class ProvidedPlan {

    private static final String PROVIDED = WindowKey.PROVIDED;
    private static final int SHOWN = 10;
    private static final int LONGEST_NAME = 200;
    private static final Sampling NO_SAMPLING = new Sampling(0, Optional.empty(), 1, Optional.empty());

    private final Selections selections;
    private final Languages languages;
    private final ExperimentConfig config;
    private final SecureRandom random = new SecureRandom();

    ProvidedPlan(Selections selections, Languages languages, ExperimentConfig config) {
        this.selections = selections;
        this.languages = languages;
        this.config = config;
    }

    /** The run that the document makes; its trials stand in the order of the answers. */
    PlannedRun plan(ProvidedDocument document) {
        Violations violations = new Violations();
        List<String> problemIds = new ArrayList<>();
        Head head = document.read((index, answer) -> {
            check(index, answer, violations);
            problemIds.add(answer.problemId().orElse(""));
        });
        checkHead(head, violations);
        violations.throwIfAny();
        DatasetSelection selection = new DatasetSelection(
                head.datasetId().orElseThrow(), head.slice().orElse("all"));
        Map<String, Selected> problems = selections.of(selection, "dataset_id", violations).stream()
                .collect(Collectors.toMap(one -> one.problem().problemId(), one -> one));
        violations.throwIfAny();
        violations.require(
                problems.values().stream().noneMatch(one -> one.language().equals(AnswerLanguage.ANY)),
                "dataset_id",
                "has problems that may be answered in any language, and brought answers do not say theirs");
        refuseUnknown(problemIds, problems);
        problems.values().stream()
                .collect(Collectors.groupingBy(
                        one -> one.problem().taskType(), Collectors.mapping(Selected::language, Collectors.toSet())))
                .forEach((taskType, spoken) -> languages.require(taskType, spoken, "dataset_id", violations));
        violations.throwIfAny();
        List<PlannedTrial> trials = trials(problemIds, problems);
        String name = head.name().filter(given -> !given.isBlank()).orElse(PROVIDED);
        return new PlannedRun(
                Ids.newRun(random, Instant.now()),
                name,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                0,
                List.of(new PlannedExperiment(experiment(name, selection, trials), PROVIDED, trials)));
    }

    private void check(int index, Answer answer, Violations violations) {
        if (violations.found().size() >= SHOWN) {
            return;
        }
        String field = "answers[" + index + "].";
        violations.require(answer.problemId().isPresent(), field + "problem_id", "is required");
        violations.require(
                answer.form().filter(ProvidedPlan::isForm).isPresent(),
                field + "form",
                "must be one of "
                        + Arrays.stream(AnswerForm.values())
                                .map(AnswerForm::code)
                                .collect(Collectors.joining(", ")));
        violations.require(answer.answer().isPresent(), field + "answer", "is required; it may be empty");
        answer.answer()
                .ifPresent(text -> violations.require(
                        fits(text),
                        field + "answer",
                        "must have at most " + config.limits().answerBytes() + " bytes, encoded as a JSON string"));
    }

    private boolean fits(String text) {
        int most = config.limits().answerBytes();
        return text.length() <= most && AssayJson.writeBytes(text).length <= most;
    }

    private static boolean isForm(String code) {
        return Arrays.stream(AnswerForm.values()).anyMatch(form -> form.code().equals(code));
    }

    private void checkHead(Head head, Violations violations) {
        violations.require(
                head.datasetId().filter(Ids::isChosen).isPresent(), "dataset_id", "must be the id of a data set");
        violations.require(head.answers() > 0, "answers", "must hold at least one answer");
        violations.require(
                head.answers() <= config.limits().trials(),
                "answers",
                "must hold at most " + config.limits().trials() + " answers");
        head.name().ifPresent(name -> violations.requireText(name, "name", LONGEST_NAME));
        head.slice()
                .ifPresent(
                        slice -> violations.require(Violations.isStorable(slice), "slice", "must not contain U+0000"));
    }

    private static void refuseUnknown(List<String> problemIds, Map<String, Selected> problems) {
        Set<String> unknown = new LinkedHashSet<>(problemIds);
        unknown.removeAll(problems.keySet());
        if (!unknown.isEmpty()) {
            String shown = unknown.stream().limit(SHOWN).collect(Collectors.joining(", "));
            String more = unknown.size() > SHOWN ? " and " + (unknown.size() - SHOWN) + " more" : "";
            throw Problems.badField("answers", "these problems are not in the data set or slice: " + shown + more);
        }
    }

    private static List<PlannedTrial> trials(List<String> problemIds, Map<String, Selected> problems) {
        Map<String, Integer> samples = new HashMap<>();
        return problemIds.stream()
                .map(id -> {
                    Selected selected = problems.get(id);
                    return new PlannedTrial(selected.problem(), selected.ordinal(), samples.merge(id, 1, Integer::sum));
                })
                .toList();
    }

    private static Experiment experiment(String name, DatasetSelection selection, List<PlannedTrial> trials) {
        int samples = trials.stream().mapToInt(PlannedTrial::sampleNumber).max().orElse(1);
        Instant now = Instant.now();
        return new Experiment(
                PROVIDED,
                "answers that were brought",
                List.of(),
                new ModelSpec(PROVIDED, name, 1, 1, Optional.of(Price.FREE)),
                selection,
                new Strategy.ZeroShot(samples),
                PROVIDED,
                NO_SAMPLING,
                now,
                now);
    }
}
