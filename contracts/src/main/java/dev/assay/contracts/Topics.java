package dev.assay.contracts;

import java.util.List;

/** The Kafka topics of the platform, declared here once; created by {@code local} and {@code deploy}. */
public final class Topics {

    /** Largest record, in bytes; the same limit stands at producer, broker and consumer. */
    public static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

    /** experiment-service asks for a model call. */
    public static final String GENERATE = "assay.generate";

    /** An answer exists (or will never exist); from llm-worker, or from experiment-service for brought answers. */
    public static final String GENERATED = "assay.generated";

    /** An answer has been run; from executor-service. */
    public static final String EXECUTED = "assay.executed";

    /** An attempt has a verdict; from scorer-service. */
    public static final String FINISHED = "assay.finished";

    /** dataset-service asks that a candidate with a known result is run, to prove a data set (the import gate). */
    public static final String CHECK = "assay.check";

    /** A gate candidate has been run; from executor-service. */
    public static final String CHECKED = "assay.checked";

    private static final String DEAD_LETTER_SUFFIX = ".dlq";

    private static final List<Topic> LIVE = List.of(
            new Topic(GENERATE, 24),
            new Topic(GENERATED, 24),
            new Topic(EXECUTED, 12),
            new Topic(FINISHED, 12),
            new Topic(CHECK, 12),
            new Topic(CHECKED, 12));

    private Topics() {}

    /** A topic and its number of partitions. */
    public record Topic(String name, int partitions) {}

    /** Where records of {@code topic} go that no consumer can ever handle. */
    public static String deadLetters(String topic) {
        return topic + DEAD_LETTER_SUFFIX;
    }

    /** Every topic to create, dead-letter topics included. */
    public static List<Topic> all() {
        return LIVE.stream()
                .flatMap(topic -> java.util.stream.Stream.of(topic, new Topic(deadLetters(topic.name()), 1)))
                .toList();
    }
}
