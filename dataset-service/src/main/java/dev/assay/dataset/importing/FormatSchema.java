package dev.assay.dataset.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.dataset.importing.InvalidProblem.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The JSON Schema of a format, one of {@code datasets/schema}, applied problem by problem. */
public final class FormatSchema {

    private static final String FOLDER = "/schema/";
    private static final String ID_PREFIX = "https://assay.dev/schema/";
    private static final int MOST_FAULTS = 10;

    private final Schema document;
    private final Schema problem;

    /**
     * Opens a schema.
     *
     * @param file its file name, which also ends its id
     * @param problem the name of the definition of one problem
     */
    public FormatSchema(String file, String problem) {
        String id = ID_PREFIX + file;
        String text = text(file);
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(id, text)));
        this.document = registry.getSchema(SchemaLocation.of(id));
        this.problem = registry.getSchema(SchemaLocation.of(id + "#/$defs/" + problem));
    }

    /** Throws {@link InvalidProblem} where the problem, or with the first one the header, is not as it should be. */
    public void check(ProblemDocument given) {
        boolean withHeader = given.ordinal() == 0 && !given.header().isEmpty();
        refuse(withHeader ? document.validate(whole(given)) : problem.validate(given.problem()));
    }

    /** Throws {@link InvalidProblem} where the problem is not as it should be, whatever the header says. */
    public void checkProblem(ProblemDocument given) {
        refuse(problem.validate(given.problem()));
    }

    private static void refuse(List<Error> errors) {
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

    private static String text(String file) {
        try (InputStream schema = FormatSchema.class.getResourceAsStream(FOLDER + file)) {
            return new String(schema.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
