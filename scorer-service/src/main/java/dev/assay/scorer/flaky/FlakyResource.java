package dev.assay.scorer.flaky;

import dev.assay.contracts.Page;
import dev.assay.contracts.analysis.FlakyProblem;
import dev.assay.contracts.event.ExecutionOutcome;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.record.Execution;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jdbi.v3.core.Jdbi;

/** Finds code that was not always judged alike, for experiment-service. */
@Path("/internal/flaky")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@CallableBy(Caller.EXPERIMENT)
@RunOnVirtualThread
class FlakyResource {

    private static final int ROWS_AT_A_TIME = 100;

    private final Jdbi jdbi;

    FlakyResource(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @POST
    @ResponseStatus(200)
    public Page<FlakyProblem> flaky(FlakyProblem.Question question) {
        FlakyTally tally = new FlakyTally();
        jdbi.useTransaction(handle -> handle.createQuery("""
                        select attempt_id, problem, execution from attempt
                        where run_id = any(:runs) and execution is not null order by ordinal""")
                .bindArray("runs", String.class, question.runIds())
                .setFetchSize(ROWS_AT_A_TIME)
                .map((row, context) -> add(tally, row))
                .forEach(done -> {}));
        return new Page<>(tally.flaky(), Optional.empty());
    }

    private static boolean add(FlakyTally tally, ResultSet row) throws SQLException {
        ProblemRef problem = AssayJson.read(row.getBytes("problem"), ProblemRef.class);
        UUID attemptId = row.getObject("attempt_id", UUID.class);
        return switch (AssayJson.read(row.getBytes("execution"), ExecutionOutcome.class)) {
            case ExecutionOutcome.Ran(Execution execution) -> {
                execution
                        .extraction()
                        .code()
                        .ifPresent(code -> tally.add(problem, attemptId, code, execution.verdict()));
                yield true;
            }
            case ExecutionOutcome.Failed failed -> false;
        };
    }
}
