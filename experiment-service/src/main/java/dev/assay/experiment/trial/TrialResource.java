package dev.assay.experiment.trial;

import dev.assay.contracts.Page;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.run.Trial;
import dev.assay.contracts.run.TrialState;
import dev.assay.experiment.paging.PageRequest;
import dev.assay.experiment.paging.PageRequest.CursorPart;
import dev.assay.experiment.run.RunFinder;
import dev.assay.experiment.trial.TrialStore.Placed;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Trials over REST. */
@Path("/api/v1")
@Tag(name = "trials")
@RunOnVirtualThread
class TrialResource {

    private final TrialStore store;
    private final RunFinder runs;

    TrialResource(TrialStore store, RunFinder runs) {
        this.store = store;
        this.runs = runs;
    }

    @GET
    @Path("/runs/{run_id}/trials")
    @Operation(
            operationId = "listTrials",
            summary = "Lists the trials of a run, in the order of experiment, problem and sample")
    public Page<Trial> list(
            @PathParam("run_id") String prefix,
            @QueryParam("state") Optional<String> state,
            @QueryParam("verdict") Optional<String> verdict,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") Optional<String> limit) {
        PageRequest page = PageRequest.of(cursor, limit, CursorPart.NUMBER, CursorPart.NUMBER, CursorPart.NUMBER);
        List<Placed> rows = store.list(
                runs.find(prefix).runId(),
                state.map(code -> one("state", code, TrialState.values(), TrialState::code)),
                verdict.map(code -> one("verdict", code, Verdict.values(), Verdict::code)),
                page);
        Page<Placed> found = page.page(rows, Placed::cursor);
        return new Page<>(found.items().stream().map(Placed::trial).toList(), found.next());
    }

    @GET
    @Path("/trials/{trial_id}")
    @Operation(operationId = "readTrial", summary = "Reads a trial")
    public Trial read(@PathParam("trial_id") String trialId) {
        return uuid(trialId).flatMap(store::find).orElseThrow(() -> Problems.notFound("trial " + trialId));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static <T> T one(String field, String code, T[] values, Function<T, String> codes) {
        return Arrays.stream(values)
                .filter(value -> codes.apply(value).equals(code))
                .findFirst()
                .orElseThrow(() -> Problems.badField(
                        field,
                        "must be one of " + Arrays.stream(values).map(codes).collect(Collectors.joining(", "))));
    }
}
