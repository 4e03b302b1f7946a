package dev.assay.experiment.template;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.Page;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.contracts.prompt.PromptPreview;
import dev.assay.contracts.prompt.TemplateList;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.remote.Query;
import dev.assay.experiment.remote.UrlPath;
import dev.assay.frame.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Asks llm-worker about prompt templates. */
@ApplicationScoped
public class Templates {

    private static final String PATH = "/internal/templates";

    private final InternalClient client;

    Templates(InternalClient client) {
        this.client = client;
    }

    /** The templates there are now. */
    public TemplateList list() {
        return client.get(Peer.LLM, PATH, new TypeReference<TemplateList>() {}).orElse(new TemplateList(List.of()));
    }

    /** What a template makes of a problem, of the first one where none is named; a 404 where one of them does not exist. */
    PromptPreview preview(String template, String datasetId, Optional<String> problemId) {
        PublicProblem problem = problemId.map(id -> problem(datasetId, id)).orElseGet(() -> first(datasetId));
        Query query =
                new Query().with("public_hash", Optional.of(problem.problem().publicHash()));
        return client.get(
                        Peer.LLM,
                        PATH + "/" + UrlPath.encode(template) + "/preview" + query,
                        new TypeReference<PromptPreview>() {})
                .orElseThrow(() -> Problems.notFound("prompt template " + template + " for "
                        + problem.problem().taskType()));
    }

    private PublicProblem problem(String datasetId, String problemId) {
        return client.get(
                        Peer.DATASETS,
                        problems(datasetId) + "/" + UrlPath.encode(problemId),
                        new TypeReference<PublicProblem>() {})
                .orElseThrow(() -> Problems.notFound("problem " + problemId + " of data set " + datasetId));
    }

    private PublicProblem first(String datasetId) {
        return client.get(Peer.DATASETS, problems(datasetId) + "?limit=1", new TypeReference<Page<PublicProblem>>() {})
                .flatMap(page -> page.items().stream().findFirst())
                .orElseThrow(() -> Problems.notFound("data set " + datasetId + ", or a problem in it,"));
    }

    private static String problems(String datasetId) {
        return "/internal/datasets/" + UrlPath.encode(datasetId) + "/problems";
    }
}
