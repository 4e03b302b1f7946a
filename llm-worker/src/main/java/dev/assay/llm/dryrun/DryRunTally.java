package dev.assay.llm.dryrun;

import dev.assay.contracts.estimate.DryRun;
import dev.assay.contracts.estimate.DryRun.ErrorDetail;
import dev.assay.contracts.estimate.DryRun.Question;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.prompt.PromptPreview;
import dev.assay.contracts.record.Usage;
import dev.assay.llm.work.PreparedCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Adds up what became of the calls of one dry run. */
final class DryRunTally {

    private final Question question;
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<PromptPreview> previews = new ArrayList<>();
    private final Map<String, Long> callsByTaskType = new HashMap<>();
    private long served;
    private long impossible;
    private long promptTokens;
    private long mostPromptTokens;

    DryRunTally(Question question) {
        this.question = question;
    }

    /** {@code calls} like this one would be made. */
    void ready(PreparedCall call, int calls) {
        callsByTaskType.merge(call.request().problem().taskType(), (long) calls, Long::sum);
        promptTokens += call.promptTokens() * calls;
        mostPromptTokens += call.mostPromptTokens() * calls;
        notes.addAll(call.chat().adaptations());
        if (previews.size() < question.previews()) {
            previews.add(preview(call));
        }
    }

    /** Earlier answers serve {@code calls} of them. */
    void served(int calls) {
        served += calls;
    }

    /** {@code calls} can never be made. */
    void impossible(ProblemRef problem, String reason, int calls) {
        impossible += calls;
        reasons.putIfAbsent(problem.problemId(), reason);
    }

    void note(String note) {
        notes.add(note);
    }

    /** All of it, with the output that is expected of a call of each type of task. */
    DryRun dryRun(Function<String, ExpectedOutput> outputs) {
        long ready = 0;
        long knownAnswers = 0;
        Usage expected = new Usage(promptTokens, 0, 0, 0, 0);
        for (Map.Entry<String, Long> calls : callsByTaskType.entrySet()) {
            ExpectedOutput output = outputs.apply(calls.getKey());
            ready += calls.getValue();
            knownAnswers += output.answers();
            expected = expected.plus(
                    output.usage(calls.getValue(), question.sampling().maxOutputTokens()));
        }
        return new DryRun(
                question.experimentId(),
                question.model().slug().orElse(question.model().name()),
                ready + served + impossible,
                ready,
                served,
                impossible,
                reasons.entrySet().stream()
                        .limit(DryRun.MOST_ERROR_DETAILS)
                        .map(reason -> new ErrorDetail(reason.getKey(), reason.getValue()))
                        .toList(),
                List.copyOf(notes),
                expected,
                knownAnswers,
                mostPromptTokens,
                ready * question.sampling().maxOutputTokens(),
                List.copyOf(previews));
    }

    private static PromptPreview preview(PreparedCall call) {
        return new PromptPreview(
                call.prompt().template(),
                call.request().problem().problemId(),
                call.prompt().messages(),
                call.prompt().hash(),
                call.promptTokens());
    }
}
