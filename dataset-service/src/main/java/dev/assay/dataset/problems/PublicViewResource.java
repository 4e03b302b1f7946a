package dev.assay.dataset.problems;

import dev.assay.contracts.Ids;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

/** Public views by their hash, for those who render prompts. */
@Path("/internal/public/{hash}")
@CallableBy({Caller.LLM, Caller.EXPERIMENT})
@RunOnVirtualThread
class PublicViewResource {

    private final PublicViews views;

    PublicViewResource(PublicViews views) {
        this.views = views;
    }

    @GET
    public PublicProblem get(@RestPath String hash) {
        return Optional.of(hash)
                .filter(Ids::isChosen)
                .flatMap(views::byHash)
                .orElseThrow(() -> Problems.notFound("public view " + hash));
    }
}
