package dev.assay.executor.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.Execution.Extraction;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import dev.assay.executor.sandbox.FrameChannel;
import dev.assay.executor.sandbox.FrameChannel.Broken;
import dev.assay.executor.sandbox.FrameChannel.Frame;
import dev.assay.executor.sandbox.SandboxProcess;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * One examination: brings both sides up, then carries each call of the judge to the candidate and its answer back.
 *
 * <p>What the candidate says before its code is loaded comes from us; from then on nothing it says is believed beyond
 * being the answer to the call that was made.
 */
final class Hearing {

    /** First frames carry whole tasks and answers. */
    private static final int TRUSTED_BYTES = 256 * 1024 * 1024;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SandboxProcess candidate;
    private final SandboxProcess judge;
    private final FrameChannel candidateChannel;
    private final FrameChannel judgeChannel;
    private final TestLog tests = new TestLog();
    private Extraction extraction = new Extraction(Optional.empty(), "none", Extractions.VERSION);
    private boolean answered;

    Hearing(SandboxProcess candidate, SandboxProcess judge) {
        this.candidate = candidate;
        this.judge = judge;
        this.candidateChannel = new FrameChannel(candidate);
        this.judgeChannel = new FrameChannel(judge);
    }

    TestLog tests() {
        return tests;
    }

    Extraction extraction() {
        return extraction;
    }

    /** Whether the candidate has answered at least one call. */
    boolean answered() {
        return answered;
    }

    /** Whether the candidate, which must have ended, left something that nobody asked for. */
    boolean candidateLeftFrames() {
        return candidateChannel.hasLeftovers();
    }

    Finding hold(ObjectNode candidateTask, ObjectNode judgeTask) {
        try {
            judgeChannel.read(TRUSTED_BYTES);
            candidateChannel.read(TRUSTED_BYTES);
        } catch (Broken e) {
            return new Finding.NotStarted();
        }
        candidateChannel.write('T', AssayJson.writeBytes(candidateTask));
        judgeChannel.write('T', AssayJson.writeBytes(judgeTask));
        try {
            Optional<Finding> plan = readPlan();
            if (plan.isPresent()) {
                return plan.get();
            }
        } catch (Broken e) {
            return new Finding.JudgeStopped();
        }
        judge.await(false);
        Optional<Finding> obstacle = load();
        candidate.await(false);
        return obstacle.orElseGet(this::examine);
    }

    private Optional<Finding> readPlan() throws Broken {
        Frame frame = judgeChannel.read(TRUSTED_BYTES);
        JsonNode document = document(frame);
        if (frame.kind() != 'P') {
            return Optional.of(testsBroken(document));
        }
        for (JsonNode test : document.get("tests")) {
            tests.plan(
                    TypedText.forPeople(test.get(0)), Visibility.of(test.get(1).asText()));
        }
        return Optional.empty();
    }

    /** Follows the candidate until it can be called; what stands in the way of that, if anything. */
    private Optional<Finding> load() {
        try {
            Frame found = candidateChannel.read(TRUSTED_BYTES);
            if (found.kind() == 'X') {
                return Optional.of(
                        new Finding.NoProgram(document(found).path("reason").asText()));
            }
            extraction = Extractions.of(document(found));
        } catch (Broken e) {
            return Optional.of(new Finding.NoProgram(Extractions.CRASHED));
        }
        try {
            Frame compiled = candidateChannel.read(TRUSTED_BYTES);
            if (compiled.kind() == 'S') {
                JsonNode error = document(compiled).get("error");
                return Optional.of(new Finding.NotCompiled(className(error) + ": " + message(error)));
            }
        } catch (Broken e) {
            return Optional.of(new Finding.NotCompiled("the compiler crashed"));
        }
        return loaded();
    }

    private Optional<Finding> loaded() {
        try {
            Frame frame = candidateChannel.read(FrameChannel.MAX_BYTES);
            if (frame.kind() != 'L' || !AnswerCheck.isAnswer(frame.json())) {
                return Optional.of(new Finding.Tampered("unexpected_frame"));
            }
            JsonNode document = document(frame);
            if (document.has("exited")) {
                return Optional.of(new Finding.CandidateExited());
            }
            if (document.has("error")) {
                JsonNode error = document.get("error");
                return Optional.of(new Finding.NotLoaded(className(error), message(error)));
            }
            return Optional.empty();
        } catch (Broken e) {
            return Optional.of(new Finding.CandidateStopped(e.way()));
        }
    }

    private Finding examine() {
        tests.begin();
        judgeChannel.write('G', new byte[] {'{', '}'});
        while (true) {
            Frame frame;
            try {
                judge.await(true);
                frame = judgeChannel.read(TRUSTED_BYTES);
                judge.await(false);
            } catch (Broken e) {
                return new Finding.JudgeStopped();
            }
            switch (frame.kind()) {
                case 'T' -> tests.enter(TypedText.forPeople(document(frame).get("test")));
                case 'O' -> outcome(document(frame));
                case 'C' -> {
                    Optional<Finding> obstacle = call(frame);
                    if (obstacle.isPresent()) {
                        return obstacle.get();
                    }
                }
                case 'V' -> {
                    return new Finding.Tampered(reason(frame));
                }
                case 'U' -> {
                    return new Finding.Excessive(reason(frame));
                }
                case 'F' -> {
                    return testsBroken(document(frame));
                }
                case 'D' -> {
                    return new Finding.Completed();
                }
                default -> throw new IllegalStateException("the judge sent a frame of kind " + frame.kind());
            }
        }
    }

    private static Finding testsBroken(JsonNode document) {
        return new Finding.TestsBroken(document.get("reason").asText(), TypedText.forPeople(document.get("message")));
    }

    private void outcome(JsonNode outcome) {
        String test = TypedText.forPeople(outcome.get("test"));
        String message = TypedText.forPeople(outcome.get("message"));
        String raised = TypedText.forPeople(outcome.path("raised"));
        switch (outcome.get("status").asText()) {
            case "passed" -> tests.record(test, Status.PASSED, "", "");
            case "failed" -> tests.record(test, Status.FAILED, message, "");
            case "error" -> tests.record(test, Status.ERROR, message, raised);
            case "skipped" -> tests.skip(test);
            default -> throw new IllegalStateException("the judge sent an unknown status");
        }
    }

    private Optional<Finding> call(Frame call) {
        if (tests.inHiddenTest()) {
            candidate.output().close();
        }
        byte[] id = new byte[FrameChannel.ID_BYTES];
        RANDOM.nextBytes(id);
        try {
            candidate.await(true);
            candidateChannel.write('C', id, call.json());
            Frame answer = candidateChannel.read(FrameChannel.MAX_BYTES);
            candidate.await(false);
            if (answer.kind() != 'R' || !Arrays.equals(answer.id(), id)) {
                return Optional.of(new Finding.Tampered("unexpected_frame"));
            }
            if (!AnswerCheck.isAnswer(answer.json())) {
                return Optional.of(new Finding.Tampered("malformed_frame"));
            }
            if (isExit(answer.json())) {
                return Optional.of(new Finding.CandidateExited());
            }
            answered = true;
            judgeChannel.write('R', answer.json());
            return Optional.empty();
        } catch (Broken e) {
            return Optional.of(new Finding.CandidateStopped(e.way()));
        }
    }

    /** Our side of the candidate writes it in exactly one way. */
    private static boolean isExit(byte[] json) {
        return Arrays.equals(json, "{\"exited\":true}".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static String reason(Frame frame) {
        return document(frame).get("reason").asText();
    }

    private static String className(JsonNode error) {
        return TypedText.forPeople(error.path("classes").path(0));
    }

    private static String message(JsonNode error) {
        return TypedText.forPeople(error.path("message"));
    }

    private static JsonNode document(Frame frame) {
        return AssayJson.read(frame.json(), JsonNode.class);
    }
}
