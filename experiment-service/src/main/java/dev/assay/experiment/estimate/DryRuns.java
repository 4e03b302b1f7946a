package dev.assay.experiment.estimate;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.estimate.DryRun;
import dev.assay.contracts.estimate.DryRun.Question;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.record.Usage;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.remote.Peer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
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
        DryRun whole = none(calls.experiment());
        List<ProblemRef> problems = calls.problems();
        for (int from = 0; from < problems.size(); from += AT_ONCE) {
            List<ProblemRef> some = problems.subList(from, Math.min(problems.size(), from + AT_ONCE));
            int missing = previews - whole.previews().size();
            whole = together(whole, ask(question(calls.experiment(), some, reuseAnswers, missing)));
        }
        return Repairs.within(calls.experiment(), whole);
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
                experiment.language());
    }

    private static DryRun none(Experiment experiment) {
        return new DryRun(
                experiment.experimentId(),
                experiment.model().slug().orElse(experiment.model().name()),
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
                one.experimentId(),
                one.model(),
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
