package dev.assay.experiment.analysis;

import dev.assay.contracts.Page;
import dev.assay.contracts.analysis.FlakyProblem;
import dev.assay.contracts.analysis.HistoryPoint;
import dev.assay.contracts.analysis.ModelFigures;
import dev.assay.contracts.analysis.ProblemDifficulty;
import dev.assay.contracts.analysis.Savings;
import dev.assay.contracts.comparison.ComparisonPlan;
import dev.assay.experiment.analysis.AnalysisStore.Filter;
import dev.assay.experiment.comparison.ComparisonSides;
import dev.assay.experiment.paging.PageRequest;
import dev.assay.experiment.remote.InternalClient.Body;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.remote.Proxy;
import dev.assay.experiment.run.RunExperiments;
import dev.assay.experiment.run.RunFinder;
import dev.assay.experiment.validation.Days;
import dev.assay.experiment.validation.Violations;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Analyses across runs, over REST. */
@Path("/api/v1/analyses")
@Tag(name = "analyses")
@RunOnVirtualThread
class AnalysisResource {

    private static final int LONGEST = 1000;
    private static final int MOST_RUNS = 50;

    private final AnalysisStore store;
    private final ComparisonSides sides;
    private final RunExperiments experiments;
    private final RunFinder runs;
    private final Proxy proxy;

    AnalysisResource(
            AnalysisStore store, ComparisonSides sides, RunExperiments experiments, RunFinder runs, Proxy proxy) {
        this.store = store;
        this.sides = sides;
        this.experiments = experiments;
        this.runs = runs;
        this.proxy = proxy;
    }

    /** The shape of an answer, for the description of the API. */
    record FlakyPage(List<FlakyProblem> items) {}

    @GET
    @Path("/difficulty")
    @Operation(
            operationId = "difficulty",
            summary = "Ranks the problems of a data set: the hardest or the most expensive first, over all runs")
    public Page<ProblemDifficulty> difficulty(
            @QueryParam("dataset_id") Optional<String> datasetId,
            @QueryParam("model") Optional<String> model,
            @QueryParam("from") Optional<String> from,
            @QueryParam("to") Optional<String> to,
            @QueryParam("order") Optional<String> order,
            @QueryParam("failing") Optional<Boolean> failing,
            @QueryParam("limit") Optional<String> limit) {
        String dataset = datasetId.orElseThrow(
                () -> Problems.badField("dataset_id", "is required: problems are the same only within a data set"));
        int most = PageRequest.of(Optional.empty(), limit).limit();
        Filter filter = filter(datasetId, model, from, to);
        List<ProblemDifficulty> ranked = Difficulty.of(dataset, store.problems(filter), order(order)).stream()
                .filter(problem -> !failing.orElse(false) || problem.passed() == 0)
                .limit(most)
                .toList();
        return new Page<>(ranked, Optional.empty());
    }

    @GET
    @Path("/history")
    @Operation(
            operationId = "history",
            summary = "Gives the success rate and the cost per success of each model, run by run over time")
    public Page<HistoryPoint> history(
            @QueryParam("dataset_id") Optional<String> datasetId,
            @QueryParam("model") Optional<String> model,
            @QueryParam("from") Optional<String> from,
            @QueryParam("to") Optional<String> to) {
        return new Page<>(Histories.points(store.experiments(filter(datasetId, model, from, to))), Optional.empty());
    }

    @GET
    @Path("/models")
    @Operation(
            operationId = "modelFigures",
            summary = "Gives the mean success rate and the cost per success of each model, over runs")
    public Page<ModelFigures> models(
            @QueryParam("dataset_id") Optional<String> datasetId,
            @QueryParam("model") Optional<String> model,
            @QueryParam("from") Optional<String> from,
            @QueryParam("to") Optional<String> to) {
        return new Page<>(Histories.models(store.experiments(filter(datasetId, model, from, to))), Optional.empty());
    }

    @GET
    @Path("/savings")
    @Operation(
            operationId = "savings",
            summary = "Says what a model saves against a baseline model on the problems that both were asked")
    public Savings savings(@QueryParam("run") Optional<String> run, @QueryParam("baseline") Optional<String> baseline) {
        ComparisonPlan.Side one = side("run", run);
        ComparisonPlan.Side other = side("baseline", baseline);
        sides.requireOneDataset(List.of(one, other));
        return SavingsOf.of(priced(one), priced(other));
    }

    @GET
    @Path("/flaky")
    @Operation(
            operationId = "flaky",
            summary = "Finds identical code that was given different verdicts, within and across runs")
    @APIResponseSchema(value = FlakyPage.class, responseCode = "200")
    public Response flaky(@QueryParam("run") List<String> named) {
        if (named.isEmpty() || named.size() > MOST_RUNS) {
            throw Problems.badField("run", "must be given 1 to " + MOST_RUNS + " times");
        }
        List<String> runIds =
                named.stream().map(name -> runs.find(name).runId()).distinct().toList();
        return proxy.send(Peer.SCORER, "POST", "/flaky", Body.json(new FlakyProblem.Question(runIds)));
    }

    private static Filter filter(
            Optional<String> datasetId, Optional<String> model, Optional<String> from, Optional<String> to) {
        Violations violations = new Violations();
        datasetId.ifPresent(text -> violations.requireText(text, "dataset_id", LONGEST));
        model.ifPresent(text -> violations.requireText(text, "model", LONGEST));
        Filter filter =
                new Filter(datasetId, model, Days.read("from", from, violations), Days.read("to", to, violations));
        violations.throwIfAny();
        return filter;
    }

    private static Difficulty.Order order(Optional<String> text) {
        return switch (text.orElse("rate")) {
            case "rate" -> Difficulty.Order.RATE;
            case "cost" -> Difficulty.Order.COST;
            default -> throw Problems.badField("order", "must be rate or cost");
        };
    }

    private ComparisonPlan.Side side(String field, Optional<String> named) {
        String name = named.filter(text -> !text.isBlank())
                .orElseThrow(() -> Problems.badField(field, "is required: a run, RUN/EXPERIMENT, or an experiment"));
        List<ComparisonPlan.Side> found = sides.of(name);
        if (found.size() != 1) {
            throw Problems.badField(
                    field,
                    "must be one experiment; these are "
                            + String.join(
                                    ", ",
                                    found.stream()
                                            .map(ComparisonPlan.Side::name)
                                            .toList()));
        }
        return found.getFirst();
    }

    private SavingsOf.Side priced(ComparisonPlan.Side side) {
        String model = experiments.in(side.runId(), side.experimentId()).model().name();
        return new SavingsOf.Side(side.name(), model, store.costs(side.runId(), side.experimentId()));
    }
}
