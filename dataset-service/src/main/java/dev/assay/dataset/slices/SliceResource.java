package dev.assay.dataset.slices;

import dev.assay.contracts.Ids;
import dev.assay.contracts.dataset.Dataset;
import dev.assay.contracts.dataset.Slice;
import dev.assay.dataset.catalog.Datasets;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The parts of a data set. */
@Path("/internal/datasets/{id}/slices")
@CallableBy(Caller.EXPERIMENT)
@RunOnVirtualThread
class SliceResource {

    private final Datasets datasets;
    private final Slices slices;

    SliceResource(Datasets datasets, Slices slices) {
        this.datasets = datasets;
        this.slices = slices;
    }

    /** What a slice shall hold. */
    record SliceRequest(Optional<String> selector) {}

    @GET
    public List<Slice> list(@RestPath String id, @RestQuery Optional<String> version) {
        return slices.list(datasets.required(id, version));
    }

    @PUT
    @Path("/{name}")
    public Slice store(@RestPath String id, @RestPath String name, SliceRequest request) {
        Dataset dataset = datasets.required(id, Optional.empty());
        if (!Ids.isChosen(name)
                || name.equals(Selector.ALL)
                || Selector.RANGE.matcher(name).matches()) {
            throw Problems.badField(
                    "name", "must match %s and be neither `all` nor a range".formatted(Ids.CHOSEN_PATTERN));
        }
        String selector = Optional.ofNullable(request)
                .flatMap(SliceRequest::selector)
                .orElseThrow(() -> Problems.badField("selector", "is missing"));
        try {
            return slices.store(dataset, name, selector);
        } catch (InvalidSelector e) {
            throw Problems.badField("selector", e.getMessage());
        }
    }
}
