package dev.assay.experiment.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What can be set for this service; keys begin with {@code assay.experiment}. */
@ConfigMapping(prefix = "assay.experiment")
public interface ExperimentConfig {

    /** Where the other services are. */
    Services services();

    /** How trials are handed out. */
    Dispatch dispatch();

    /** What is too much. */
    Limits limits();

    /** Who is told of the end of runs. */
    Webhook webhook();

    interface Webhook {

        /** Told of every run that names no webhook of its own; may hold a secret. */
        Optional<URI> url();

        /** How long it may take to answer. */
        @WithDefault("10s")
        Duration timeout();

        /** How often a notice is sent before it is given up. */
        @WithDefault("5")
        int attempts();

        /** Pause before a notice is sent again; doubles each time. */
        @WithDefault("2s")
        Duration firstBackOff();
    }

    interface Services {

        URI datasetUrl();

        URI llmUrl();

        URI scorerUrl();

        URI executorUrl();

        /** How long a connection to a service may take. */
        @WithDefault("2s")
        Duration connectTimeout();

        /** How long a service may take to answer. */
        @WithDefault("20s")
        Duration answerTimeout();

        /** How long a view of a run waits for what llm-worker adds to it; it is shown without, where that takes longer. */
        @WithDefault("2s")
        Duration viewTimeout();

        /** How long llm-worker may take for one call of a model. */
        @WithDefault("10m")
        Duration callTimeout();

        /** How long llm-worker may take to render a thousand prompts and count their tokens. */
        @WithDefault("2m")
        Duration dryRunTimeout();

        /** How long dataset-service may take to receive and import a file. */
        @WithDefault("10m")
        Duration uploadTimeout();
    }

    interface Dispatch {

        /** Attempts of a model that are in flight at once, as a multiple of the model's concurrency. */
        @WithDefault("2")
        int windowFactor();

        /** Brought answers that are in flight at once. */
        @WithDefault("64")
        int providedWindow();

        /** Longest time between two turns of the dispatcher; it is woken sooner when there is something to do. */
        @WithDefault("1s")
        Duration interval();

        /** Events read from the outbox and sent at a time. */
        @WithDefault("256")
        int batch();

        /** How long a replica may take to send what it took from the outbox before another one takes it. */
        @WithDefault("10s")
        Duration claim();

        /** How often an attempt may fail for reasons of infrastructure; the last failure is its verdict. */
        @WithDefault("3")
        int maxFailures();

        /** Pause before an attempt is sent again; doubles with each failure. */
        @WithDefault("2s")
        Duration firstBackOff();

        /** Longest such pause. */
        @WithDefault("1m")
        Duration longestBackOff();

        /**
         * An attempt without any sign of life for so long counts as failed and is sent again. Never less than four times
         * the time limit of a model call.
         */
        @WithDefault("15m")
        Duration stalledAfter();

        /** How often stalled attempts are looked for. */
        @WithDefault("10s")
        Duration stalledCheck();
    }

    interface Limits {

        /** Trials of a run. */
        @WithDefault("1000000")
        int trials();

        /** Experiments in one bulk registration. */
        @WithDefault("1000")
        int bulk();

        /** Bytes of a brought answer, encoded as a JSON string in UTF-8: an event must fit into a record. */
        @WithDefault("3145728")
        int answerBytes();

        /** Bytes of a request body of JSON; brought answers and data sets may be larger. */
        @WithDefault("16777216")
        long jsonBytes();

        /** How long an {@code Idempotency-Key} is remembered. */
        @WithDefault("24h")
        Duration idempotency();
    }
}
