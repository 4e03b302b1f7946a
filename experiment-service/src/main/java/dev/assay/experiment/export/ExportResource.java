package dev.assay.experiment.export;

import dev.assay.experiment.progress.RunViews;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.run.RunExperiments;
import dev.assay.experiment.run.RunFinder;
import dev.assay.experiment.run.RunRow;
import dev.assay.experiment.trial.TrialPages;
import dev.assay.frame.problem.Problems;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Exports over REST, written while they are read. */
@Path("/api/v1")
@Tag(name = "runs")
@RunOnVirtualThread
class ExportResource {

    private final List<Exporter> exporters;
    private final RunFinder runs;
    private final RunViews views;
    private final RunExperiments experiments;
    private final TrialPages trials;
    private final InternalClient client;

    ExportResource(
            @All List<Exporter> exporters,
            RunFinder runs,
            RunViews views,
            RunExperiments experiments,
            TrialPages trials,
            InternalClient client) {
        this.exporters = exporters.stream()
                .sorted(Comparator.comparing(Exporter::format))
                .toList();
        this.runs = runs;
        this.views = views;
        this.experiments = experiments;
        this.trials = trials;
        this.client = client;
    }

    @GET
    @Path("/runs/{run_id}/export")
    @Operation(
            operationId = "exportRun",
            summary = "Exports a run: everything (jsonl), figures (csv, md), or as other tools have it")
    @APIResponse(
            responseCode = "200",
            description = "The file; the media type is that of the format",
            content = {
                @Content(mediaType = "application/x-ndjson"),
                @Content(mediaType = "text/csv"),
                @Content(mediaType = "text/markdown"),
                @Content(mediaType = "text/html"),
                @Content(mediaType = "application/xml"),
                @Content(mediaType = "application/json")
            })
    public Response export(
            @PathParam("run_id") String prefix,
            @QueryParam("format") Optional<String> format,
            @QueryParam("experiment_id") Optional<String> experimentId) {
        Exporter exporter = exporter(format);
        RunRow row = runs.find(prefix);
        List<RunExperiments.Placed> chosen = chosen(row.runId(), exporter, experimentId);
        ExportedRun run = new ExportedRun(views.view(row), chosen, trials, client);
        StreamingOutput body = out -> exporter.write(run, out);
        return Response.ok(body)
                .header(HttpHeaders.CONTENT_TYPE, exporter.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + row.runId() + exporter.suffix() + "\"")
                .build();
    }

    private Exporter exporter(Optional<String> format) {
        return exporters.stream()
                .filter(one -> format.equals(Optional.of(one.format())))
                .findFirst()
                .orElseThrow(() -> Problems.badField(
                        "format",
                        "must be one of "
                                + exporters.stream().map(Exporter::format).collect(Collectors.joining(", "))));
    }

    private List<RunExperiments.Placed> chosen(String runId, Exporter exporter, Optional<String> experimentId) {
        List<RunExperiments.Placed> all = experiments.of(runId);
        List<RunExperiments.Placed> chosen = all.stream()
                .filter(one -> experimentId
                        .map(id -> id.equals(one.experiment().experimentId()))
                        .orElse(true))
                .toList();
        if (chosen.isEmpty()) {
            throw Problems.notFound("experiment " + experimentId.orElse("") + " in run " + runId);
        }
        if (chosen.size() > 1 && exporter.holdsOneExperiment()) {
            throw Problems.badField(
                    "experiment_id",
                    "is required: " + exporter.format() + " holds one experiment, and the run has "
                            + chosen.stream()
                                    .map(one -> one.experiment().experimentId())
                                    .collect(Collectors.joining(", ")));
        }
        return chosen;
    }
}
