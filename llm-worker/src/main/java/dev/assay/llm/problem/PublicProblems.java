package dev.assay.llm.problem;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.llm.WorkerConfig;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Public views of problems, by hash: from dataset-service, kept in memory, since what a hash names never changes. */
@Singleton
public class PublicProblems {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int NOT_FOUND = 404;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final DatasetClient client;
    private final Cache<String, PublicProblem> known;

    /** By {@link System#nanoTime}; until then nobody asks, so that a service that hangs holds up one call and not all. */
    private final AtomicLong awayUntil = new AtomicLong(System.nanoTime());

    PublicProblems(@RestClient DatasetClient client, WorkerConfig config) {
        this.client = client;
        this.known = Caffeine.newBuilder().maximumSize(config.cachedProblems()).build();
    }

    /** The public view with that hash. */
    public ProblemLookup find(String publicHash) {
        PublicProblem cached = known.getIfPresent(publicHash);
        if (cached != null) {
            return new ProblemLookup.Found(cached);
        }
        if (System.nanoTime() - awayUntil.get() < 0) {
            return new ProblemLookup.Unavailable("dataset-service did not answer a moment ago");
        }
        ProblemLookup lookup = ask(publicHash);
        if (lookup instanceof ProblemLookup.Unavailable) {
            awayUntil.set(System.nanoTime() + PAUSE.toNanos());
        }
        return lookup;
    }

    private ProblemLookup ask(String publicHash) {
        try {
            PublicProblem problem = AssayJson.read(client.problem(publicHash), PublicProblem.class);
            known.put(publicHash, problem);
            return new ProblemLookup.Found(problem);
        } catch (WebApplicationException e) {
            return refused(e.getResponse().getStatus());
        } catch (ProcessingException e) {
            return new ProblemLookup.Unavailable("dataset-service does not answer: " + e.getMessage());
        } catch (UncheckedIOException e) {
            return new ProblemLookup.Unavailable("dataset-service answers what is no problem: " + e.getMessage());
        }
    }

    private static ProblemLookup refused(int status) {
        return switch (status) {
            case NOT_FOUND -> new ProblemLookup.Unknown();
            case UNAUTHORIZED, FORBIDDEN ->
                new ProblemLookup.Unavailable(
                        "dataset-service answers " + status + ": ASSAY_SERVICE_TOKEN here must be its ASSAY_TOKEN_LLM");
            default -> new ProblemLookup.Unavailable("dataset-service answers " + status);
        };
    }
}
