package dev.assay.dataset.oracle;

import dev.assay.contracts.Ids;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

/** Oracles by their hash, for those who judge, and for nobody else. */
@Path("/internal/oracles/{hash}")
@CallableBy({Caller.EXECUTOR, Caller.SCORER})
@RunOnVirtualThread
class OracleResource {

    private final Oracles oracles;

    OracleResource(Oracles oracles) {
        this.oracles = oracles;
    }

    @GET
    public OracleProblem get(@RestPath String hash) {
        return Optional.of(hash)
                .filter(Ids::isChosen)
                .flatMap(oracles::byHash)
                .orElseThrow(() -> Problems.notFound("oracle " + hash));
    }
}
