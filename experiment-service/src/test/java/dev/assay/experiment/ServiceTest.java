package dev.assay.experiment;

import dev.assay.embedded.testing.PlatformInfrastructure;
import dev.assay.experiment.doubles.FreePorts;
import dev.assay.experiment.doubles.Neighbours;
import dev.assay.experiment.doubles.Pipeline;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;

/** A test of the whole service over a real PostgreSQL and a real Kafka, among {@link Neighbours} and a {@link Pipeline}. */
@QuarkusTestResource(PlatformInfrastructure.class)
@QuarkusTestResource(FreePorts.class)
public abstract class ServiceTest {

    @Inject
    protected Jdbi jdbi;

    protected Neighbours neighbours;
    protected Pipeline pipeline;

    @BeforeEach
    void meet() {
        neighbours = Neighbours.get();
        pipeline = Pipeline.get();
    }
}
