package dev.assay.dataset.gate;

import dev.assay.contracts.dataset.GateReport;
import dev.assay.dataset.catalog.Datasets;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The proof of a data set. */
@Path("/internal/datasets/{id}/gate")
@CallableBy(Caller.EXPERIMENT)
@RunOnVirtualThread
class GateResource {

    private final Datasets datasets;
    private final GateReports reports;

    GateResource(Datasets datasets, GateReports reports) {
        this.datasets = datasets;
        this.reports = reports;
    }

    @GET
    public GateReport get(@RestPath String id, @RestQuery Optional<String> version) {
        return reports.of(datasets.required(id, version));
    }
}
