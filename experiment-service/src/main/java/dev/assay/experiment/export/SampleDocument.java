package dev.assay.experiment.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.AttemptAnswer;
import dev.assay.contracts.record.SampleResult;
import dev.assay.contracts.run.Trial;
import dev.assay.experiment.export.ExportedRun.Answered;
import java.util.Optional;

/** A trial as HumanEval's results files have it: {@code {task_id, completion | solution, result, passed}}. Pure. */
final class SampleDocument {

    private SampleDocument() {}

    static ObjectNode of(Answered answered) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("task_id", answered.trial().problemId());
        if (isCompletion(answered)) {
            document.put(
                    "completion",
                    answered.answer().flatMap(AttemptAnswer::answer).orElse(""));
        } else {
            document.put("solution", program(answered));
        }
        SampleResult result = result(answered);
        document.put("result", result.result());
        result.passed().ifPresentOrElse(passed -> document.put("passed", passed), () -> document.putNull("passed"));
        return document;
    }

    private static boolean isCompletion(Answered answered) {
        return answered.answer().flatMap(AttemptAnswer::form).equals(Optional.of(AnswerForm.COMPLETION));
    }

    /** The program that was run; an answer in which none was found is an empty one. */
    static String program(Answered answered) {
        Optional<AttemptAnswer> answer = answered.answer();
        Optional<String> asBrought = answer.filter(one -> one.form().equals(Optional.of(AnswerForm.PROGRAM)))
                .flatMap(AttemptAnswer::answer);
        return asBrought.or(() -> answer.flatMap(AttemptAnswer::code)).orElse("");
    }

    static SampleResult result(Answered answered) {
        Trial trial = answered.trial();
        return trial.verdict()
                .map(verdict -> SampleResult.of(verdict, () -> detail(answered, verdict)))
                .orElseGet(() -> SampleResult.notJudged(
                        trial.reason().orElse(trial.state().code())));
    }

    private static String detail(Answered answered, Verdict verdict) {
        return answered.answer()
                .flatMap(AttemptAnswer::detail)
                .orElseGet(() -> SampleResult.coded(verdict, answered.trial().reason()));
    }
}
