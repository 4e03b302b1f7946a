package dev.assay.experiment.estimate;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.estimate.DryRun;
import dev.assay.contracts.estimate.DryRun.Question;
import dev.assay.contracts.event.Help;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Specifier;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.record.Usage;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.experiment.estimate.Estimates.Priced;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.remote.Peer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks llm-worker, which has templates and public problems, what calls would be; some problems at a time. */
@ApplicationScoped
public class DryRuns {

    /** Keeps a question within the size of a request, and its answer within the time for one. */
    private static final int AT_ONCE = 1000;

    private final InternalClient client;
    private final Duration patience;

    DryRuns(InternalClient client, ExperimentConfig config) {
        this.client = client;
        this.patience = config.services().dryRunTimeout();
    }

    /**
     * What the calls of an experiment would be.
     *
     * @param reuseAnswers whether earlier answers may serve
     * @param previews how many prompts are shown
     */
    public DryRun of(ExperimentCalls calls, boolean reuseAnswers, int previews) {
        Experiment experiment = calls.experiment();
        DryRun first = ofCalls(calls, previews, (some, missing) -> question(experiment, some, reuseAnswers, missing));
        return Repairs.within(experiment, first);
    }

    /** What the calls of an experiment and of those who help in it would be, each with the price that they pay. */
    public List<Priced> ofAllModels(ExperimentCalls calls, boolean reuseAnswers) {
        Strategy strategy = calls.experiment().strategy();
        DryRun attempts = of(calls, reuseAnswers, 0);
        List<Priced> all = new ArrayList<>();
        all.add(new Priced(attempts, calls.experiment().model().price()));
        strategy.specifier()
                .ifPresent(one -> all.add(
                        new Priced(ofSpecifications(calls, one), one.model().price())));
        strategy.reviewer()
                .ifPresent(one -> all.add(new Priced(
                        Reviews.of(attempts, one, strategy.maxIterations()),
                        one.model().price())));
        return all;
    }

    /** What the calls for specifications would be: one a problem, and none where there is an earlier one. */
    private DryRun ofSpecifications(ExperimentCalls calls, Specifier specifier) {
        return ofCalls(calls, 0, (some, _) -> specifications(calls.experiment(), specifier, some));
    }

    /** Makes the question about some problems, with so many previews. */
    private interface Asking {
        Question about(List<ProblemRef> problems, int previews);
    }

    private DryRun ofCalls(ExperimentCalls calls, int previews, Asking asking) {
        DryRun whole = none(calls.experiment(), calls.experiment().model());
        List<ProblemRef> problems = calls.problems();
        for (int from = 0; from < problems.size(); from += AT_ONCE) {
            List<ProblemRef> some = problems.subList(from, Math.min(problems.size(), from + AT_ONCE));
            int missing = previews - whole.previews().size();
            whole = together(whole, ask(asking.about(some, missing)));
        }
        return whole;
    }

    private DryRun ask(Question question) {
        return client.post(Peer.LLM, "/internal/dry-runs", question, new TypeReference<>() {}, patience);
    }

    private static Question question(
            Experiment experiment, List<ProblemRef> problems, boolean reuseAnswers, int previews) {
        return new Question(
                experiment.experimentId(),
                experiment.model(),
                experiment.sampling(),
                experiment.promptTemplate(),
                problems,
                experiment.strategy().samples(),
                reuseAnswers,
                previews,
                experiment.language(),
                Optional.empty());
    }

    private static Question specifications(Experiment experiment, Specifier specifier, List<ProblemRef> problems) {
        return new Question(
                experiment.experimentId(),
                specifier.model(),
                specifier.sampling(),
                experiment.promptTemplate(),
                problems,
                1,
                true,
                0,
                experiment.language(),
                Optional.of(new Help.Specification()));
    }

    static DryRun none(Experiment experiment, ModelSpec model) {
        return new DryRun(
                experiment.experimentId(),
                model.slug().orElse(model.name()),
                0,
                0,
                0,
                0,
                List.of(),
                List.of(),
                Usage.NONE,
                0,
                0,
                0,
                List.of());
    }

    static DryRun together(DryRun one, DryRun other) {
        return new DryRun(
                other.experimentId(),
                other.model(),
                one.total() + other.total(),
                one.newCalls() + other.newCalls(),
                one.answered() + other.answered(),
                one.errors() + other.errors(),
                joined(one.errorDetails(), other.errorDetails())
                        .limit(DryRun.MOST_ERROR_DETAILS)
                        .toList(),
                joined(one.notes(), other.notes()).distinct().toList(),
                one.expected().plus(other.expected()),
                Math.max(one.knownAnswers(), other.knownAnswers()),
                one.maxInputTokens() + other.maxInputTokens(),
                one.maxOutputTokens() + other.maxOutputTokens(),
                joined(one.previews(), other.previews()).toList());
    }

    private static <T> Stream<T> joined(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream());
    }
}
