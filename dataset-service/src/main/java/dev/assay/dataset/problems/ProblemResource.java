package dev.assay.dataset.problems;

import dev.assay.contracts.Page;
import dev.assay.contracts.dataset.Dataset;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.dataset.catalog.Datasets;
import dev.assay.dataset.paging.PageQuery;
import dev.assay.dataset.slices.Slices;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The public views of a data set's problems. */
@Path("/internal/datasets/{id}")
@CallableBy(Caller.EXPERIMENT)
@RunOnVirtualThread
class ProblemResource {

    private final Datasets datasets;
    private final Slices slices;
    private final PublicViews views;

    ProblemResource(Datasets datasets, Slices slices, PublicViews views) {
        this.datasets = datasets;
        this.slices = slices;
        this.views = views;
    }

    @GET
    @Path("/problems")
    public Page<PublicProblem> list(
            @RestPath String id,
            @RestQuery @DefaultValue("all") String slice,
            @RestQuery Optional<String> version,
            @RestQuery Optional<String> cursor,
            @RestQuery Optional<String> limit) {
        PageQuery query = PageQuery.of(cursor, limit);
        Dataset dataset = datasets.required(id, version);
        int after = query.place();
        List<Integer> places = slices.places(dataset, slice).stream()
                .filter(place -> place > after)
                .limit(query.limit() + 1L)
                .toList();
        return query.page(views.at(dataset, places), problem -> Integer.toString(problem.ordinal()));
    }

    /** Imported ids are any text; a slash in one is percent-encoded, or not. */
    @GET
    @Path("/problems/{problemId: .+}")
    public PublicProblem get(@RestPath String id, @RestPath String problemId, @RestQuery Optional<String> version) {
        Dataset dataset = datasets.required(id, version);
        return Optional.of(problemId)
                .filter(one -> one.chars().noneMatch(Character::isISOControl))
                .flatMap(one -> views.find(dataset, one))
                .orElseThrow(() -> Problems.notFound("problem %s of data set %s".formatted(problemId, id)));
    }

    /**
     * What answers to a slice are written in.
     *
     * @param languages in the order of their names
     */
    record Languages(String taskType, List<String> languages) {}

    @GET
    @Path("/languages")
    public Languages languages(@RestPath String id, @RestQuery @DefaultValue("all") String slice) {
        Dataset dataset = datasets.required(id, Optional.empty());
        return new Languages(dataset.taskType(), views.languages(dataset, slices.places(dataset, slice)));
    }

    @GET
    @Path("/selection")
    public List<SelectedProblem> selection(
            @RestPath String id, @RestQuery @DefaultValue("all") String slice, @RestQuery Optional<String> version) {
        Dataset dataset = datasets.required(id, version);
        return views.selection(dataset, slices.places(dataset, slice));
    }
}
