package dev.assay.dataset.catalog;

import dev.assay.contracts.Ids;
import dev.assay.contracts.Page;
import dev.assay.contracts.dataset.Dataset;
import dev.assay.dataset.paging.PageQuery;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The data sets there are. */
@Path("/internal/datasets")
@CallableBy(Caller.EXPERIMENT)
@RunOnVirtualThread
class DatasetResource {

    private final Datasets datasets;

    DatasetResource(Datasets datasets) {
        this.datasets = datasets;
    }

    @GET
    public Page<Dataset> list(@RestQuery Optional<String> cursor, @RestQuery Optional<String> limit) {
        PageQuery query = PageQuery.of(cursor, limit);
        String after = query.cursor().orElse("");
        if (query.cursor().isPresent() && !Ids.isChosen(after)) {
            throw Problems.badField("cursor", "is not one that this list gave");
        }
        return query.page(datasets.list(after, query.limit() + 1), Dataset::datasetId);
    }

    @GET
    @Path("/{id}")
    public Dataset get(@RestPath String id, @RestQuery Optional<String> version) {
        return datasets.required(id, version);
    }
}
