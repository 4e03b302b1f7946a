package dev.assay.dataset.task.functioncompletion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.dataset.importing.InvalidProblem;
import dev.assay.dataset.importing.InvalidProblem.Fault;
import dev.assay.dataset.importing.ProblemDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The JSON Schema of our own format, applied problem by problem. */
final class AssaySchema {

    private static final String RESOURCE = "/schema/dataset.schema.json";
    private static final String ID = "https://assay.dev/schema/dataset.schema.json";
    private static final int MOST_FAULTS = 10;

    private final Schema document;
    private final Schema problem;

    AssaySchema() {
        String text = text();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ID, text)));
        this.document = registry.getSchema(SchemaLocation.of(ID));
        this.problem = registry.getSchema(SchemaLocation.of(ID + "#/$defs/problem"));
    }

    /** Throws {@link InvalidProblem} where the problem, or with the first one the header, is not as it should be. */
    void check(ProblemDocument given) {
        boolean withHeader = given.ordinal() == 0 && !given.header().isEmpty();
        List<Error> errors = withHeader ? document.validate(whole(given)) : problem.validate(given.problem());
        if (errors.isEmpty()) {
            return;
        }
        throw new InvalidProblem(errors.stream()
                .map(error -> new Fault(field(error), error.getMessage()))
                .distinct()
                .limit(MOST_FAULTS)
                .toList());
    }

    private static JsonNode whole(ProblemDocument given) {
        ObjectNode whole = given.header().deepCopy();
        whole.set("problems", JsonNodeFactory.instance.arrayNode().add(given.problem()));
        return whole;
    }

    /** {@code tests[2].args} for the JSON pointer {@code /tests/2/args}. */
    private static String field(Error error) {
        String pointer = error.getInstanceLocation().toString();
        String path =
                pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.').replaceFirst("^\\.", "");
        String missing = error.getProperty();
        return missing == null ? path : path.isEmpty() ? missing : path + "." + missing;
    }

    private static String text() {
        try (InputStream schema = AssaySchema.class.getResourceAsStream(RESOURCE)) {
            return new String(schema.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
