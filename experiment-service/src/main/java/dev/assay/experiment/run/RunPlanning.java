package dev.assay.experiment.run;

import dev.assay.contracts.Ids;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.experiment.estimate.ExperimentCalls;
import dev.assay.experiment.language.Languages;
import dev.assay.experiment.registry.ExperimentStore;
import dev.assay.experiment.run.PlannedRun.PlannedExperiment;
import dev.assay.experiment.run.PlannedRun.PlannedTrial;
import dev.assay.experiment.run.Selections.Selected;
import dev.assay.experiment.template.Templates;
import dev.assay.experiment.validation.Violations;
import dev.assay.frame.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns a request into a run: finds the experiments, asks for their problems and templates, checks the rules. */
@ApplicationScoped
class RunPlanning {

    static final int NO_PRIORITY = 0;

    private static final int HIGHEST_PRIORITY = 100;
    private static final int MOST_EXPERIMENTS = 1000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_URL = 2000;

    private final ExperimentStore experiments;
    private final Selections selections;
    private final Templates templates;
    private final Languages languages;
    private final OfferedCheck offered;
    private final Estimator estimator;
    private final int mostTrials;
    private final SecureRandom random = new SecureRandom();

    RunPlanning(
            ExperimentStore experiments,
            Selections selections,
            Templates templates,
            Languages languages,
            OfferedCheck offered,
            Estimator estimator,
            ExperimentConfig config) {
        this.experiments = experiments;
        this.selections = selections;
        this.templates = templates;
        this.languages = languages;
        this.offered = offered;
        this.estimator = estimator;
        this.mostTrials = config.limits().trials();
    }

    PlannedRun plan(RunRequest request) {
        List<Experiment> chosen = chosen(request);
        refuseTheImpossible(chosen, request.limitUsd());
        List<PlannedExperiment> planned = expand(chosen, selections::of);
        offered.requireOffered(chosen);
        boolean reuseAnswers = reusesAnswers(request, chosen);
        request.limitUsd().ifPresent(limit -> estimator.requireEnough(calls(planned, reuseAnswers), limit));
        String name = request.name().orElseGet(() -> nameOf(chosen));
        return new PlannedRun(
                Ids.newRun(random, Instant.now()),
                name,
                request.limitUsd(),
                reuseAnswers,
                true,
                request.webhookUrl().map(URI::create),
                request.priority().orElse(NO_PRIORITY),
                planned);
    }

    /** What the run would ask; an unknown price, and an experiment without problems, are no reason to refuse. */
    PlannedCalls calls(RunRequest request) {
        List<Experiment> chosen = chosen(request);
        chosen.forEach(RunPlanning::requireSamplesToDiffer);
        return calls(expand(chosen, selections::orNone), reusesAnswers(request, chosen));
    }

    private static PlannedCalls calls(List<PlannedExperiment> planned, boolean reuseAnswers) {
        return new PlannedCalls(
                planned.stream()
                        .map(one -> new ExperimentCalls(
                                one.experiment(),
                                one.trials().stream()
                                        .filter(trial -> trial.sampleNumber() == 1)
                                        .map(PlannedTrial::problem)
                                        .toList()))
                        .toList(),
                reuseAnswers);
    }

    private static boolean reusesAnswers(RunRequest request, List<Experiment> chosen) {
        return request.reuseAnswers().orElseGet(() -> chosen.stream().allMatch(RunPlanning::isDeterministic));
    }

    private List<Experiment> chosen(RunRequest request) {
        Violations violations = new Violations();
        List<String> ids = request.experimentIds().orElse(List.of());
        violations.require(
                !ids.isEmpty() && ids.size() <= MOST_EXPERIMENTS,
                "experiment_ids",
                "must name 1 to " + MOST_EXPERIMENTS + " experiments");
        request.name().ifPresent(name -> violations.requireText(name, "name", LONGEST_NAME));
        request.limitUsd().ifPresent(limit -> requireLimit(limit, violations));
        request.priority().ifPresent(priority -> requirePriority(priority, violations));
        request.webhookUrl()
                .ifPresent(url -> violations.require(
                        isWebAddress(url),
                        "webhook_url",
                        "must be an http or https address of at most 2000 characters"));
        Map<String, Experiment> known = experiments.findAll(
                ids.stream().filter(id -> id != null && Ids.isChosen(id)).toList());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            String field = "experiment_ids[" + i + "]";
            violations.require(
                    known.containsKey(ids.get(i)), field, "names no experiment; register it under /api/v1/experiments");
            violations.require(seen.add(ids.get(i)), field, "is named twice");
        }
        violations.throwIfAny();
        return ids.stream().map(known::get).toList();
    }

    private static boolean isWebAddress(String text) {
        try {
            URI url = new URI(text);
            return text.length() <= LONGEST_URL
                    && url.getHost() != null
                    && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static void requireLimit(BigDecimal limit, Violations violations) {
        violations.require(
                limit.signum() > 0 && limit.precision() <= 30 && limit.scale() <= 12 && limit.scale() >= -12,
                "limit_usd",
                "must be an amount of USD above 0");
    }

    static void requirePriority(int priority, Violations violations) {
        violations.require(
                Math.abs(priority) <= HIGHEST_PRIORITY,
                "priority",
                "must be from -" + HIGHEST_PRIORITY + " to " + HIGHEST_PRIORITY);
    }

    private static void refuseTheImpossible(List<Experiment> chosen, Optional<BigDecimal> limit) {
        for (Experiment experiment : chosen) {
            requireSamplesToDiffer(experiment);
            if (limit.isPresent()) {
                requirePrice(experiment);
            }
        }
    }

    private static void requireSamplesToDiffer(Experiment experiment) {
        if (experiment.strategy().samples() > 1 && isDeterministic(experiment)) {
            throw Problems.impossible("experiment " + experiment.experimentId()
                    + " asks for several samples at temperature 0: one answer is not two samples; set"
                    + " sampling.temperature above 0 or strategy.samples to 1");
        }
    }

    static void requirePrice(Experiment experiment) {
        experiment.models().stream()
                .filter(model -> model.price().isEmpty())
                .findFirst()
                .ifPresent(model -> {
                    throw Problems.impossible("limit_usd cannot be kept: the price of model " + model.name()
                            + " of experiment " + experiment.experimentId()
                            + " is unknown; set model.price, or leave out the limit");
                });
    }

    /** How the problems of a selection are found. */
    private interface Selecting {
        List<Selected> of(DatasetSelection selection, String field, Violations violations);
    }

    private List<PlannedExperiment> expand(List<Experiment> chosen, Selecting selecting) {
        Violations violations = new Violations();
        Map<DatasetSelection, List<Selected>> known = new HashMap<>();
        TemplateRule template = new TemplateRule(templates.list());
        LanguageComparison rule = LanguageComparison.of(chosen);
        List<PlannedExperiment> planned = new ArrayList<>();
        long trials = 0;
        for (int i = 0; i < chosen.size(); i++) {
            Experiment experiment = chosen.get(i);
            String field = "experiment_ids[" + i + "]";
            List<Selected> selected = known.computeIfAbsent(
                    experiment.dataset(), selection -> selected(selecting, selection, field, violations));
            languages.requireFit(
                    selected.stream().map(Selected::language).distinct().toList(), experiment.language(), violations);
            rule.requireFair(selected, field, violations);
            selected.stream()
                    .map(one -> one.problem().taskType())
                    .distinct()
                    .forEach(type -> template.require(experiment, type, violations));
            trials += (long) selected.size() * experiment.strategy().samples();
            if (trials > mostTrials) {
                throw Problems.impossible("the run would have more than " + mostTrials
                        + " trials; take a slice, fewer samples or fewer experiments");
            }
            planned.add(new PlannedExperiment(
                    experiment,
                    experiment.model().key(),
                    trials(selected, experiment.strategy().samples())));
        }
        violations.throwIfAny();
        return planned;
    }

    private List<Selected> selected(
            Selecting selecting, DatasetSelection selection, String field, Violations violations) {
        List<Selected> selected = selecting.of(selection, field, violations);
        selected.stream()
                .collect(Collectors.groupingBy(
                        one -> one.problem().taskType(), Collectors.mapping(Selected::language, Collectors.toSet())))
                .forEach((taskType, spoken) -> languages.require(taskType, spoken, field, violations));
        return selected;
    }

    private static List<PlannedTrial> trials(List<Selected> selected, int samples) {
        List<PlannedTrial> trials = new ArrayList<>(selected.size() * samples);
        for (Selected one : selected) {
            for (int sample = 1; sample <= samples; sample++) {
                trials.add(new PlannedTrial(one.problem(), one.ordinal(), sample));
            }
        }
        return trials;
    }

    private static boolean isDeterministic(Experiment experiment) {
        return experiment.sampling().temperature() == 0;
    }

    private static String nameOf(List<Experiment> chosen) {
        String joined =
                String.join(", ", chosen.stream().map(Experiment::experimentId).toList());
        return joined.length() <= LONGEST_NAME ? joined : joined.substring(0, LONGEST_NAME - 1) + "…";
    }
}
