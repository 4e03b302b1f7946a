package dev.assay.llm.account;

import dev.assay.contracts.account.Spend;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import dev.assay.llm.account.SpendStore.Dimension;
import dev.assay.llm.account.SpendStore.Filter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Says what was spent, by run, experiment, model and day. */
@Path("/internal/spend")
@RunOnVirtualThread
@CallableBy(Caller.EXPERIMENT)
public class SpendResource {

    private static final int MOST_ROWS = 10_000;

    private final SpendStore store;

    SpendResource(SpendStore store) {
        this.store = store;
    }

    /** At most ten thousand rows; newest days first. */
    @GET
    public List<Spend> spend(
            @QueryParam("by") Optional<String> by,
            @QueryParam("run_id") Optional<String> runId,
            @QueryParam("experiment_id") Optional<String> experimentId,
            @QueryParam("model") Optional<String> model,
            @QueryParam("from") Optional<String> from,
            @QueryParam("to") Optional<String> to) {
        Filter filter = new Filter(
                runId,
                experimentId,
                model,
                from.map(text -> day("from", text)),
                to.map(text -> day("to", text).plusDays(1)));
        return store.by(dimensions(by.orElse("")), filter, MOST_ROWS);
    }

    private static Set<Dimension> dimensions(String by) {
        Set<Dimension> dimensions = EnumSet.noneOf(Dimension.class);
        Arrays.stream(by.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(SpendResource::dimension)
                .forEach(dimensions::add);
        return dimensions;
    }

    private static Dimension dimension(String name) {
        return Arrays.stream(Dimension.values())
                .filter(dimension -> dimension.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> Problems.badField("by", "must be some of run, experiment, model, day"));
    }

    private static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problems.badField(field, "must be a day, as 2026-11-21");
        }
    }
}
