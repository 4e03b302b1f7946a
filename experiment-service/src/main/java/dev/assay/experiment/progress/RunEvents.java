package dev.assay.experiment.progress;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunProgress;
import dev.assay.experiment.run.RunFinder;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.drain.DrainingException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The progress of a run as server-sent events: {@code progress} while it changes, {@code ended} at the end. */
@Path("/api/v1")
@Tag(name = "runs")
class RunEvents {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int MOST_WATCHED = 1000;

    /** A run that does not change is still told of, so that a dead connection is noticed. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);

    private final RunFinder runs;
    private final RunViews views;
    private final Drain drain;

    /** All who watch a run share one look at it. */
    private final Cache<String, Run> looks = Caffeine.newBuilder()
            .expireAfterWrite(LOOK)
            .maximumSize(MOST_WATCHED)
            .build();

    RunEvents(RunFinder runs, RunViews views, Drain drain) {
        this.runs = runs;
        this.views = views;
        this.drain = drain;
    }

    @GET
    @Path("/runs/{run_id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Operation(
            operationId = "watchRun",
            summary = "Follows a run by server-sent events: progress at least once a second, ended at the end")
    public Multi<OutboundSseEvent> events(@PathParam("run_id") String prefix, @Context Sse sse) {
        String runId = runs.find(prefix).runId();
        return Multi.createFrom()
                .emitter(
                        emitter -> Thread.ofVirtual().name("events-" + runId).start(() -> watch(runId, sse, emitter)),
                        BackPressureStrategy.LATEST);
    }

    private void watch(String runId, Sse sse, MultiEmitter<? super OutboundSseEvent> emitter) {
        try {
            Run last = look(runId);
            emitter.emit(event(sse, "progress", last));
            long toldAt = System.nanoTime();
            while (!last.state().ended() && !emitter.isCancelled()) {
                drain.pause(LOOK);
                Run now = look(runId);
                if (differ(last, now) || System.nanoTime() - toldAt >= LONGEST_SILENCE.toNanos()) {
                    emitter.emit(event(sse, "progress", now));
                    toldAt = System.nanoTime();
                }
                last = now;
            }
            emitter.emit(event(sse, "ended", last));
            emitter.complete();
        } catch (DrainingException e) {
            emitter.complete();
        } catch (RuntimeException e) {
            emitter.fail(e);
        }
    }

    private Run look(String runId) {
        return looks.get(runId, id -> views.view(runs.find(id)));
    }

    private static boolean differ(Run one, Run other) {
        return one.state() != other.state()
                || !one.holds().equals(other.holds())
                || !one.budget().equals(other.budget())
                || !counts(one.progress()).equals(counts(other.progress()));
    }

    /** Without the time, which always changes. */
    private static RunProgress counts(RunProgress progress) {
        return new RunProgress(
                progress.total(),
                progress.ended(),
                progress.stopped(),
                progress.judged(),
                progress.passed(),
                progress.verdicts(),
                progress.successRate(),
                progress.withinAttempts(),
                progress.passAtK(),
                progress.usage(),
                progress.cost(),
                progress.unknownCosts(),
                progress.cachedAnswers(),
                0);
    }

    private static OutboundSseEvent event(Sse sse, String name, Run run) {
        return sse.newEventBuilder().name(name).data(AssayJson.write(run)).build();
    }
}
