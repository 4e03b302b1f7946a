package dev.assay.model.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import dev.assay.model.inference.Completion.FinishReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A loaded GGUF model. It answers one prompt at a time, so that the same request has the same answer at any load. */
public final class LanguageModel {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANY_SEED = -1;

    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    private final LlamaModel model;
    private final Vocabulary vocabulary;
    private final int contextTokens;

    private LanguageModel(LlamaModel model, Vocabulary vocabulary, int contextTokens) {
        this.model = model;
        this.vocabulary = vocabulary;
        this.contextTokens = contextTokens;
    }

    /** Loads it; takes as long as the file is large. */
    public static LanguageModel load(Path file, Vocabulary vocabulary, int contextTokens, int threads) {
        ModelParameters parameters = new ModelParameters()
                .setModel(file.toString())
                .setCtxSize(contextTokens)
                .setThreads(threads)
                .setThreadsBatch(threads)
                .setPoll(0)
                .setPollBatch(0)
                .setParallel(1)
                .disableContextShift()
                .enableJinja()
                .disableLog();
        return new LanguageModel(loaded(file, parameters), vocabulary, contextTokens);
    }

    /** The library says only that it failed, by an exception of no public type. */
    private static LlamaModel loaded(Path file, ModelParameters parameters) {
        try {
            return new LlamaModel(parameters);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "the model file " + file + " (" + file.toFile().length() / BYTES_PER_MEGABYTE
                            + " MB) cannot be loaded: " + e.getMessage()
                            + ". It is cut off, of a kind that this llama.cpp does not know, or larger than the free"
                            + " memory; try a smaller file, or a smaller ASSAY_MODEL_CONTEXT_TOKENS",
                    e);
        }
    }

    /** The longest conversation and answer together, in tokens. */
    public int contextTokens() {
        return contextTokens;
    }

    /** Applies the model's own chat template. */
    public Prompt prompt(List<Message> messages) {
        List<String> contents = messages.stream().map(Message::content).toList();
        Placeholders placeholders = new Placeholders(contents);
        List<Map<String, String>> packed = messages.stream()
                .map(message -> Map.of(
                        "role", message.role().name().toLowerCase(Locale.ROOT),
                        "content", placeholders.pack(message.content())))
                .toList();
        String text = placeholders.unpack(model.applyTemplate(json(Map.of("messages", packed))));
        return vocabulary.prompt(text, model::encode, model::decode);
    }

    /** Answers. Must not be called by two threads at once. */
    public Completion complete(Prompt prompt, Sampling sampling, TextSink sink) {
        int room = contextTokens - prompt.tokens();
        int limit = Math.min(sampling.maxTokens().orElse(room), room);
        StopFilter filter = new StopFilter(sampling.stops());
        TokenCount count = new TokenCount(limit, piece -> model.encode(piece).length);
        LlamaIterator tokens =
                model.generate(parameters(prompt, sampling, limit)).iterator();
        while (tokens.hasNext()) {
            String piece = tokens.next().text;
            if (!tokens.hasNext()) {
                break;
            }
            count.add(piece);
            send(filter.accept(piece), sink);
            if (filter.isStopped() || sink.isAbandoned()) {
                tokens.cancel();
                return new Completion(FinishReason.STOP, count.tokens());
            }
        }
        send(filter.rest(), sink);
        return count.completion();
    }

    /** Ends the native threads as far as the library can. */
    public void close() {
        model.close();
    }

    private static InferenceParameters parameters(Prompt prompt, Sampling sampling, int limit) {
        InferenceParameters parameters = new InferenceParameters(prompt.text())
                .setNPredict(limit)
                .setTemperature((float) sampling.temperature())
                .setTopP((float) sampling.topP())
                .setTopK(0)
                .setMinP(0)
                .setRepeatPenalty(1)
                .setRepeatLastN(-1)
                .setFrequencyPenalty((float) sampling.frequencyPenalty())
                .setPresencePenalty((float) sampling.presencePenalty())
                // What an earlier request left in the cache changes how the sums are rounded.
                .setCachePrompt(false);
        sampling.seed().ifPresent(seed -> parameters.setSeed(seed(seed)));
        return parameters;
    }

    /** The native code knows 32 bits, of which one value means "any". */
    private static int seed(long seed) {
        int folded = Long.hashCode(seed);
        return folded == ANY_SEED ? 0 : folded;
    }

    private static void send(String text, TextSink sink) {
        if (!text.isEmpty()) {
            sink.accept(text);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings are always JSON", e);
        }
    }
}
