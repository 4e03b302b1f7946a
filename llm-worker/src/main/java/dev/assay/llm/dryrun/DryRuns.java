package dev.assay.llm.dryrun;

import dev.assay.contracts.estimate.DryRun;
import dev.assay.contracts.estimate.DryRun.Question;
import dev.assay.contracts.event.AttemptRef;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.event.Help;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.frame.problem.Problems;
import dev.assay.llm.catalogue.Catalogue;
import dev.assay.llm.work.Preparation;
import dev.assay.llm.work.Preparer;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Makes the calls of an experiment ready, as they are made ready before they are claimed, and leaves it at that. */
@Singleton
class DryRuns {

    private static final String NO_RUN = "dry-run";

    private final Preparer preparer;
    private final ExpectedOutputs outputs;
    private final Catalogue catalogue;

    DryRuns(Preparer preparer, ExpectedOutputs outputs, Catalogue catalogue) {
        this.preparer = preparer;
        this.outputs = outputs;
        this.catalogue = catalogue;
    }

    /** What the calls would be; a 503 while dataset-service does not answer. */
    DryRun of(Question question) {
        DryRunTally tally = new DryRunTally(question);
        question.model()
                .slug()
                .filter(slug -> catalogue.model(slug).isEmpty())
                .ifPresent(slug -> tally.note("model: " + slug + " is not in the catalogue any more; it is asked at "
                        + question.model().baseUrl()));
        for (ProblemRef problem : question.problems()) {
            prepare(question, problem, tally);
        }
        return tally.dryRun(taskType ->
                outputs.of(question.model().key(), taskType, question.help().map(Help::role)));
    }

    /** Samples differ only in which earlier answer serves them. */
    private void prepare(Question question, ProblemRef problem, DryRunTally tally) {
        if (!question.reuseAnswers()) {
            note(preparer.prepare(request(question, problem, 1)), problem, question.samples(), tally);
            return;
        }
        for (int sample = 1; sample <= question.samples(); sample++) {
            note(preparer.prepare(request(question, problem, sample)), problem, 1, tally);
        }
    }

    private static void note(Preparation preparation, ProblemRef problem, int calls, DryRunTally tally) {
        switch (preparation) {
            case Preparation.Ready(var call) -> tally.ready(call, calls);
            case Preparation.Served(var _, var _) -> tally.served(calls);
            case Preparation.Impossible(var failure) -> tally.impossible(problem, failure.message(), calls);
            case Preparation.NotYet(var _) -> throw Problems.unavailable("dataset-service");
        }
    }

    private static GenerateAttempt request(Question question, ProblemRef problem, int sample) {
        UUID nobody = UUID.randomUUID();
        return new GenerateAttempt(
                new AttemptRef(nobody, nobody, NO_RUN, question.experimentId(), 1, 1),
                problem,
                NO_RUN,
                question.model(),
                question.sampling(),
                sample,
                question.promptTemplate(),
                question.reuseAnswers(),
                Optional.empty(),
                Optional.empty(),
                question.language(),
                question.help(),
                Optional.empty());
    }
}
