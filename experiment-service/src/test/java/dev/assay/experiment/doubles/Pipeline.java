package dev.assay.experiment.doubles;

import dev.assay.contracts.Topics;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.AttemptRef;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.event.Help;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.event.WithheldReason;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Score;
import dev.assay.contracts.record.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** The workers and the scorer on the other side of Kafka, as far as experiment-service hears of them. */
public final class Pipeline {

    public static final Usage USAGE = new Usage(100, 20, 0, 0, 0);
    public static final Cost COST =
            new Cost(Optional.of(new BigDecimal("0.0005")), Optional.of(new BigDecimal("0.0005")));
    private static final Pipeline INSTANCE = new Pipeline();

    private final List<GenerateAttempt> asked = new CopyOnWriteArrayList<>();
    private final List<AttemptGenerated> provided = new CopyOnWriteArrayList<>();
    private final KafkaProducer<String, byte[]> producer;
    private volatile Consumer<GenerateAttempt> worker = this::pass;
    private volatile Consumer<AttemptGenerated> judge = this::pass;

    private Pipeline() {
        producer = new KafkaProducer<>(
                properties("max.request.size", "4194304", "linger.ms", "0"),
                new StringSerializer(),
                new ByteArraySerializer());
        Thread.ofPlatform().daemon().name("pipeline").start(this::consume);
    }

    /** With workers that let every answer pass. */
    public static Pipeline get() {
        INSTANCE.worker = INSTANCE::pass;
        INSTANCE.judge = INSTANCE::pass;
        return INSTANCE;
    }

    /** What is done with requests for a model call from now on. */
    public void worker(Consumer<GenerateAttempt> behaviour) {
        worker = behaviour;
    }

    /** What is done with brought answers from now on. */
    public void judge(Consumer<AttemptGenerated> behaviour) {
        judge = behaviour;
    }

    /** The requests for a model call of a run. */
    public List<GenerateAttempt> asked(String runId) {
        return asked.stream().filter(one -> one.attempt().runId().equals(runId)).toList();
    }

    /** The brought answers of a run that were sent. */
    public List<AttemptGenerated> provided(String runId) {
        return provided.stream()
                .filter(one -> one.attempt().runId().equals(runId))
                .toList();
    }

    /** The model answered, rightly where it was to answer the problem. */
    public void pass(GenerateAttempt request) {
        generated(request);
        if (request.help().isEmpty()) {
            finished(request.attempt(), Verdict.PASSED);
        }
    }

    private void pass(AttemptGenerated brought) {
        finished(brought.attempt(), Verdict.PASSED);
    }

    /** The model answered. */
    public void generated(GenerateAttempt request) {
        Generation generation = new Generation(
                Generation.Source.MODEL,
                AnswerForm.CHAT,
                "answer",
                Optional.empty(),
                Generation.FinishReason.STOP,
                USAGE,
                COST,
                Optional.empty(),
                Optional.empty());
        generated(request, new GenerationOutcome.Answered(generation));
    }

    public void withheld(GenerateAttempt request, WithheldReason reason) {
        generated(request, new GenerationOutcome.Withheld(reason));
    }

    /** The call failed for good. */
    public void callFailed(GenerateAttempt request) {
        generated(
                request,
                new GenerationOutcome.Failed(new StageError("llm-worker", "authentication", "refused", false)));
    }

    private void generated(GenerateAttempt request, GenerationOutcome outcome) {
        send(
                Topics.GENERATED,
                request.attempt(),
                new AttemptGenerated(
                        request.attempt(),
                        request.problem(),
                        outcome,
                        Optional.empty(),
                        request.help().map(Help::role)));
    }

    /** The scorer has a verdict. */
    public void finished(AttemptRef attempt, Verdict verdict) {
        send(
                Topics.FINISHED,
                attempt,
                new AttemptFinished(
                        attempt,
                        verdict,
                        "all_tests_passed",
                        new Score("function-completion@1", 3, 3, Optional.empty()),
                        USAGE,
                        COST,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(12L),
                        Optional.of(34L),
                        Optional.empty()));
    }

    /** The model answered, and the answer fails two tests of three. */
    public void wrong(GenerateAttempt request, Feedback feedback) {
        generated(request);
        send(
                Topics.FINISHED,
                request.attempt(),
                new AttemptFinished(
                        request.attempt(),
                        Verdict.WRONG_ANSWER,
                        "wrong_result",
                        new Score("function-completion@1", 1, 3, Optional.empty()),
                        USAGE,
                        COST,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(12L),
                        Optional.of(34L),
                        Optional.of(feedback)));
    }

    /** A stage gave up. */
    public void failed(AttemptRef attempt, boolean retryable) {
        send(
                Topics.FINISHED,
                attempt,
                new AttemptFinished(
                        attempt,
                        Verdict.INFRASTRUCTURE_ERROR,
                        "sandbox_unavailable",
                        new Score("function-completion@1", 0, 3, Optional.empty()),
                        Usage.NONE,
                        Cost.FREE,
                        Optional.empty(),
                        Optional.of(new StageError("executor-service", "sandbox_unavailable", "…", retryable)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private void send(String topic, AttemptRef attempt, Object event) {
        try {
            producer.send(new ProducerRecord<>(topic, attempt.trialId().toString(), AssayJson.writeBytes(event)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void consume() {
        Properties properties =
                properties("group.id", "pipeline-" + UUID.randomUUID(), "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.GENERATE, Topics.GENERATED));
            while (true) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.topic().equals(Topics.GENERATE)) {
                        GenerateAttempt request = AssayJson.read(record.value(), GenerateAttempt.class);
                        asked.add(request);
                        worker.accept(request);
                    } else {
                        brought(AssayJson.read(record.value(), AttemptGenerated.class));
                    }
                });
            }
        }
    }

    private void brought(AttemptGenerated event) {
        switch (event.outcome()) {
            case GenerationOutcome.Answered answered -> {
                if (answered.generation().source() == Generation.Source.PROVIDED) {
                    provided.add(event);
                    judge.accept(event);
                }
            }
            case GenerationOutcome.Failed failed -> {}
            case GenerationOutcome.Withheld withheld -> {}
        }
    }

    private static Properties properties(String... settings) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "bootstrap.servers", ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class)));
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return properties;
    }
}
