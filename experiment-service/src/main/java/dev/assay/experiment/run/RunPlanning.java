package dev.assay.experiment.run;

import dev.assay.contracts.Ids;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.experiment.language.Languages;
import dev.assay.experiment.registry.ExperimentStore;
import dev.assay.experiment.run.PlannedRun.PlannedExperiment;
import dev.assay.experiment.run.PlannedRun.PlannedTrial;
import dev.assay.experiment.run.Selections.Selected;
import dev.assay.experiment.run.Templates.TemplateList;
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

    private static final int MOST_EXPERIMENTS = 1000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_URL = 2000;

    private final ExperimentStore experiments;
    private final Selections selections;
    private final Templates templates;
    private final Languages languages;
    private final OfferedCheck offered;
    private final int mostTrials;
    private final SecureRandom random = new SecureRandom();

    RunPlanning(
            ExperimentStore experiments,
            Selections selections,
            Templates templates,
            Languages languages,
            OfferedCheck offered,
            ExperimentConfig config) {
        this.experiments = experiments;
        this.selections = selections;
        this.templates = templates;
        this.languages = languages;
        this.offered = offered;
        this.mostTrials = config.limits().trials();
    }

    PlannedRun plan(RunRequest request) {
        List<Experiment> chosen = chosen(request);
        refuseTheImpossible(chosen, request.limitUsd());
        List<PlannedExperiment> planned = expand(chosen);
        offered.requireOffered(chosen);
        boolean deterministic = chosen.stream().allMatch(RunPlanning::isDeterministic);
        String name = request.name().orElseGet(() -> nameOf(chosen));
        return new PlannedRun(
                Ids.newRun(random, Instant.now()),
                name,
                request.limitUsd(),
                request.reuseAnswers().orElse(deterministic),
                true,
                request.webhookUrl().map(URI::create),
                planned);
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

    private static void refuseTheImpossible(List<Experiment> chosen, Optional<BigDecimal> limit) {
        for (Experiment experiment : chosen) {
            if (experiment.strategy().samples() > 1 && isDeterministic(experiment)) {
                throw Problems.impossible("experiment " + experiment.experimentId()
                        + " asks for several samples at temperature 0: one answer is not two samples; set"
                        + " sampling.temperature above 0 or strategy.samples to 1");
            }
            if (limit.isPresent()) {
                requirePrice(experiment);
            }
        }
    }

    static void requirePrice(Experiment experiment) {
        if (experiment.model().price().isEmpty()) {
            throw Problems.impossible("limit_usd cannot be kept: the price of model "
                    + experiment.model().name() + " of experiment " + experiment.experimentId()
                    + " is unknown; set model.price, or leave out the limit");
        }
    }

    private List<PlannedExperiment> expand(List<Experiment> chosen) {
        Violations violations = new Violations();
        Map<DatasetSelection, List<Selected>> known = new HashMap<>();
        TemplateList templateList = templates.list();
        List<PlannedExperiment> planned = new ArrayList<>();
        long trials = 0;
        for (int i = 0; i < chosen.size(); i++) {
            Experiment experiment = chosen.get(i);
            String field = "experiment_ids[" + i + "]";
            List<Selected> selected =
                    known.computeIfAbsent(experiment.dataset(), selection -> selected(selection, field, violations));
            selected.stream()
                    .map(one -> one.problem().taskType())
                    .distinct()
                    .forEach(type -> templateList.require(experiment, type, violations));
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

    private List<Selected> selected(DatasetSelection selection, String field, Violations violations) {
        List<Selected> selected = selections.of(selection, field, violations);
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
