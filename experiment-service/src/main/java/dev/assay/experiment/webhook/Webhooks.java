package dev.assay.experiment.webhook;

import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Run;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.experiment.progress.RunViews;
import dev.assay.experiment.run.RunFinder;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.loop.Loop;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Tells a webhook that a run ended, as Slack wants to be told: {@code {"text": …}}. The row of the run is the outbox; a
 * webhook that does not take the notice is tried again some times and then given up, and no run ever waits for one. The
 * address may hold a secret and is not logged.
 */
@ApplicationScoped
class Webhooks {

    private static final Logger LOG = Logger.getLogger(Webhooks.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Longer than a call can take: another replica then takes what this one left. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final int FIRST_ERROR = 300;

    private final Jdbi jdbi;
    private final RunFinder runs;
    private final RunViews views;
    private final ExperimentConfig.Webhook config;
    private final HttpClient http;
    private final Loop loop;

    Webhooks(Jdbi jdbi, RunFinder runs, RunViews views, ExperimentConfig config, Drain drain) {
        this.jdbi = jdbi;
        this.runs = runs;
        this.views = views;
        this.config = config.webhook();
        this.http =
                HttpClient.newBuilder().connectTimeout(this.config.timeout()).build();
        this.loop = new Loop("webhooks", INTERVAL, drain, this::turn);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    private record Due(String runId, Optional<URI> url, int attempts) {}

    private boolean turn() throws InterruptedException {
        Optional<Due> claimed = claim();
        if (claimed.isEmpty()) {
            return false;
        }
        Due due = claimed.get();
        Optional<URI> url = due.url().or(config::url);
        if (url.isEmpty() || due.attempts() <= config.attempts() && tell(due, url.get())) {
            done(due.runId());
        } else if (due.attempts() >= config.attempts()) {
            LOG.warnf(
                    "the end of run %s was not taken by %s; given up",
                    due.runId(), url.get().getHost());
            done(due.runId());
        } else {
            again(due);
        }
        return true;
    }

    private Optional<Due> claim() {
        return jdbi.inTransaction(handle -> handle.createQuery("""
                        update run set notice_attempts = notice_attempts + 1,
                                       notice_not_before = now() + :lease * interval '1 millisecond'
                        where run_id = (select run_id from run
                                        where notice_due and ended_at is not null and notice_not_before <= now()
                                        order by notice_not_before limit 1 for update skip locked)
                        returning run_id, webhook_url, notice_attempts""")
                .bind("lease", LEASE.toMillis())
                .map((row, context) -> new Due(
                        row.getString("run_id"),
                        Optional.ofNullable(row.getString("webhook_url")).map(URI::create),
                        row.getInt("notice_attempts")))
                .findOne());
    }

    private boolean tell(Due due, URI url) throws InterruptedException {
        Run run = views.view(runs.find(due.runId()));
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(config.timeout())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(AssayJson.writeBytes(Map.of("text", NoticeText.of(run)))))
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            LOG.infof("the end of run %s told to %s: %d", due.runId(), url.getHost(), status);
            return status < FIRST_ERROR;
        } catch (IOException e) {
            LOG.infof(
                    "the end of run %s not told to %s: %s",
                    due.runId(), url.getHost(), e.getClass().getSimpleName());
            return false;
        }
    }

    private void done(String runId) {
        jdbi.useHandle(handle -> handle.createUpdate("update run set notice_due = false where run_id = :run")
                .bind("run", runId)
                .execute());
    }

    private void again(Due due) {
        Duration pause = config.firstBackOff().multipliedBy(1L << (due.attempts() - 1));
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update run set notice_not_before = now() + :pause * interval '1 millisecond'
                        where run_id = :run""")
                .bind("pause", pause.toMillis())
                .bind("run", due.runId())
                .execute());
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
