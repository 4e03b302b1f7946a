package dev.assay.experiment.registry;

import dev.assay.contracts.Ids;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.experiment.registry.ExperimentRequest.DatasetRequest;
import dev.assay.experiment.registry.ExperimentRequest.SamplingRequest;
import dev.assay.experiment.validation.Violations;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules and defaults of an experiment. */
final class ExperimentRules {

    private static final int LONGEST_TEXT = 4000;
    private static final int LONGEST_TAG = 100;
    private static final int MOST_TAGS = 50;
    private static final int MOST_OUTPUT_TOKENS = 1_000_000;
    private static final double HIGHEST_TEMPERATURE = 2;
    private static final int DEFAULT_OUTPUT_TOKENS = 1024;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z][A-Za-z0-9+#_-]{0,31}");
    private static final Pattern EFFORT = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

    private ExperimentRules() {}

    /** The content that a request makes; only to be used when {@code violations} stays empty. */
    static ExperimentContent content(
            ExperimentRequest request, ModelLookup models, LanguageLookup languages, Violations violations) {
        request.experimentId().ifPresent(id -> requireId(id, violations));
        String description = request.description().orElse("");
        violations.requireText(description, "description", LONGEST_TEXT);
        String template =
                request.promptTemplate().orElse(request.language().isPresent() ? "write-program" : "complete-function");
        violations.require(
                Ids.isChosen(template), "prompt_template", "must be the id of a prompt template, as complete-function");
        Sampling sampling = sampling(request.sampling(), violations);
        return new ExperimentContent(
                description,
                tags(request.tags().orElse(List.of()), violations),
                ModelRules.model(request.model(), sampling, models, violations),
                dataset(request.dataset(), violations),
                new StrategyRules(models, violations).strategy(request.strategy()),
                template,
                sampling,
                request.language().flatMap(id -> language(id, languages, violations)));
    }

    private static Optional<AnswerLanguage> language(String id, LanguageLookup languages, Violations violations) {
        if (!LANGUAGE.matcher(id).matches()) {
            violations.add("language", "must be the id of a runtime, as python");
            return Optional.empty();
        }
        return languages.find(id, violations);
    }

    static void requireId(String id, Violations violations) {
        violations.require(
                Ids.isChosen(id),
                "experiment_id",
                "must begin with a letter or digit and have at most 128 letters, digits and . _ : -");
    }

    private static List<String> tags(List<String> tags, Violations violations) {
        violations.require(tags.size() <= MOST_TAGS, "tags", "must be at most " + MOST_TAGS);
        for (int i = 0; i < tags.size(); i++) {
            String field = "tags[" + i + "]";
            String tag = Optional.ofNullable(tags.get(i)).orElse("");
            violations.require(!tag.isBlank(), field, "must not be empty");
            violations.requireText(tag, field, LONGEST_TAG);
        }
        return violations.isEmpty() ? tags.stream().distinct().toList() : List.of();
    }

    private static DatasetSelection dataset(Optional<DatasetRequest> request, Violations violations) {
        if (request.isEmpty()) {
            violations.add("dataset", "is required: {\"dataset_id\": …, \"slice\": \"all\"}");
            return new DatasetSelection("", "");
        }
        String id = request.get().datasetId().orElse("");
        violations.require(Ids.isChosen(id), "dataset.dataset_id", "must be the id of a data set");
        String slice = request.get().slice().orElse("all");
        violations.require(
                !slice.isBlank(), "dataset.slice", "must be all, a range 0-10, problem ids, or a slice's name");
        violations.require(Violations.isStorable(slice), "dataset.slice", "must not contain the character U+0000");
        return new DatasetSelection(id, slice);
    }

    static Sampling sampling(Optional<SamplingRequest> request, Violations violations) {
        double temperature = request.flatMap(SamplingRequest::temperature).orElse(0.0);
        violations.require(
                temperature >= 0 && temperature <= HIGHEST_TEMPERATURE, "sampling.temperature", "must be from 0 to 2");
        Optional<Double> topP = request.flatMap(SamplingRequest::topP);
        violations.require(
                topP.map(value -> value > 0 && value <= 1).orElse(true),
                "sampling.top_p",
                "must be above 0 and at most 1");
        int tokens = request.flatMap(SamplingRequest::maxOutputTokens).orElse(DEFAULT_OUTPUT_TOKENS);
        violations.require(
                tokens >= 1 && tokens <= MOST_OUTPUT_TOKENS,
                "sampling.max_output_tokens",
                "must be from 1 to " + MOST_OUTPUT_TOKENS);
        Optional<String> effort = request.flatMap(SamplingRequest::reasoningEffort);
        violations.require(
                effort.map(word -> EFFORT.matcher(word).matches()).orElse(true),
                "sampling.reasoning_effort",
                "must be a word that the provider knows, as low or high");
        return new Sampling(
                temperature,
                topP,
                tokens,
                request.flatMap(SamplingRequest::seed),
                effort,
                request.flatMap(SamplingRequest::responseFormat)
                        .flatMap(format -> ResponseFormatRules.format(format, violations)));
    }
}
