package dev.assay.llm.work;

import dev.assay.contracts.Topics;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Usage;
import dev.assay.llm.call.CallFailure;
import dev.assay.llm.call.ChatAnswer;
import dev.assay.llm.call.Exchange;
import dev.assay.llm.ledger.Claim;
import java.net.URI;
import java.util.Optional;

/** Makes the outcome of an answered call, with everything that is known about how it was made. */
final class Answers {

    /** The record's headers and key take the rest. */
    private static final int LARGEST_EVENT_BYTES = Topics.MAX_RECORD_BYTES - 64 * 1024;

    private Answers() {}

    static GenerationOutcome outcome(PreparedCall call, Claim claim, Exchange exchange, ChatAnswer answer) {
        GenerateAttempt request = call.request();
        Generation generation = new Generation(
                Generation.Source.MODEL,
                call.prompt().form(),
                answer.answer(),
                answer.reasoning(),
                answer.finishReason(),
                answer.usage().orElse(Usage.NONE),
                CallCost.of(request.model().price(), answer.usage()),
                Optional.of(modelCall(call, claim, exchange, answer)),
                Optional.empty(),
                request.language().map(AnswerLanguage::id));
        GenerationOutcome outcome = new GenerationOutcome.Answered(generation);
        int bytes = AssayJson.writeBytes(new AttemptGenerated(request.attempt(), request.problem(), outcome)).length;
        return bytes <= LARGEST_EVENT_BYTES ? outcome : tooLarge(bytes);
    }

    private static Generation.ModelCall modelCall(
            PreparedCall call, Claim claim, Exchange exchange, ChatAnswer answer) {
        return new Generation.ModelCall(
                call.prompt().template(),
                call.prompt().messages(),
                call.prompt().hash(),
                call.requestHash(),
                call.chat().url(),
                exchange.wireRequest(),
                exchange.wireResponse(),
                answer.provider().orElse(URI.create(call.chat().url()).getHost()),
                answer.servedModel(),
                exchange.startedAt(),
                exchange.totalMs(),
                exchange.firstTokenMs(),
                claim.retries(),
                answer.stopReason(),
                answer.reportedCostUsd(),
                Optional.of(call.chat().adaptations()).filter(notes -> !notes.isEmpty()));
    }

    private static GenerationOutcome tooLarge(int bytes) {
        CallFailure failure = CallFailure.free(
                CallFailure.Kind.ANSWER_TOO_LARGE,
                "the answer makes a record of " + bytes + " bytes, and " + LARGEST_EVENT_BYTES
                        + " are possible: lower max_output_tokens");
        return new GenerationOutcome.Failed(failure.toStageError());
    }
}
