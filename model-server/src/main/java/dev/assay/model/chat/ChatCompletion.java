package dev.assay.model.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.model.inference.Completion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The documents of an answer, field by field as the protocol names them. */
final class ChatCompletion {

    private ChatCompletion() {}

    /** A whole answer; {@code created} is in seconds since 1970. */
    record Whole(String id, String object, long created, String model, List<Choice> choices, Usage usage) {

        static Whole of(Answer answer, String text, int promptTokens, Completion completion) {
            return new Whole(
                    answer.id(),
                    "chat.completion",
                    answer.created(),
                    answer.model(),
                    List.of(new Choice(0, new Turn("assistant", text), finish(completion))),
                    Usage.of(promptTokens, completion));
        }
    }

    /** A piece of a streamed answer; {@code usage} comes in the last one only. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Chunk(
            String id, String object, long created, String model, List<ChunkChoice> choices, Optional<Usage> usage) {

        static Chunk begin(Answer answer) {
            return of(answer, new Delta(Optional.of("assistant"), Optional.of("")), Optional.empty());
        }

        static Chunk text(Answer answer, String text) {
            return of(answer, new Delta(Optional.empty(), Optional.of(text)), Optional.empty());
        }

        static Chunk end(Answer answer, Completion completion) {
            return of(answer, new Delta(Optional.empty(), Optional.empty()), Optional.of(finish(completion)));
        }

        static Chunk usage(Answer answer, int promptTokens, Completion completion) {
            return new Chunk(
                    answer.id(),
                    "chat.completion.chunk",
                    answer.created(),
                    answer.model(),
                    List.of(),
                    Optional.of(Usage.of(promptTokens, completion)));
        }

        private static Chunk of(Answer answer, Delta delta, Optional<String> finish) {
            return new Chunk(
                    answer.id(),
                    "chat.completion.chunk",
                    answer.created(),
                    answer.model(),
                    List.of(new ChunkChoice(0, delta, finish)),
                    Optional.empty());
        }
    }

    /** What all documents of one answer share. */
    record Answer(String id, long created, String model) {}

    record Choice(int index, Turn message, String finish_reason) {}

    record Turn(String role, String content) {}

    /** {@code finish_reason} is null until the end. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ChunkChoice(int index, Delta delta, Optional<String> finish_reason) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Delta(Optional<String> role, Optional<String> content) {}

    record Usage(int prompt_tokens, int completion_tokens, int total_tokens) {

        static Usage of(int promptTokens, Completion completion) {
            return new Usage(promptTokens, completion.completionTokens(), promptTokens + completion.completionTokens());
        }
    }

    private static String finish(Completion completion) {
        return completion.finishReason().name().toLowerCase(Locale.ROOT);
    }
}
