package dev.assay.dataset.task.functioncompletion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.Visibility;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every text of a problem is marked, and it is looked for which marks come out in the public view. */
class PublicViewTest {

    private final AssayImporter importer = new AssayImporter();

    /** How a test is written. */
    enum Kind {
        EXPECTED,
        RAISES,
        TOLERANCE
    }

    record Secret(Visibility visibility, Kind kind) {}

    @Property
    void of_calls_only_public_ones_come_out(@ForAll("secrets") List<Secret> secrets) {
        ObjectNode problem = problem();
        IntStream.range(0, secrets.size()).forEach(number -> {
            Secret secret = secrets.get(number);
            ObjectNode test = test(problem, secret, number);
            test.putArray("args").add(mark("argument", number));
            switch (secret.kind()) {
                case EXPECTED -> test.put("expected", mark("expected", number));
                case RAISES -> test.put("raises", "Error_" + mark("expected", number));
                case TOLERANCE -> test.put("expected", mark("expected", number)).put("tolerance", 0.5);
            }
        });

        assertOnlyPublicComesOut(problem, secrets, List.of("argument", "expected"));
    }

    @Property
    void of_assert_statements_only_public_ones_come_out(@ForAll("secrets") List<Secret> secrets) {
        ObjectNode problem = problem();
        problem.put("test_setup", mark("setup", 0));
        IntStream.range(0, secrets.size())
                .forEach(number -> test(problem, secrets.get(number), number)
                        .put("assert", "assert f('%s')".formatted(mark("assert", number))));

        assertOnlyPublicComesOut(problem, secrets, List.of("assert"));
    }

    private void assertOnlyPublicComesOut(ObjectNode problem, List<Secret> secrets, List<String> parts) {
        String view =
                AssayJson.write(importer.read(Documents.of(problem.toString())).publicBody());

        assertThat(view).doesNotContain(mark("reference", 0), mark("bad", 0), mark("setup", 0));
        for (int number = 0; number < secrets.size(); number++) {
            boolean isPublic = secrets.get(number).visibility() == Visibility.PUBLIC;
            for (String part : parts) {
                assertThat(view.contains(mark(part, number))).as(part + number).isEqualTo(isPublic);
            }
        }
    }

    private static ObjectNode problem() {
        ObjectNode problem = Documents.JSON.createObjectNode();
        problem.put("id", "p").put("prompt", "def f(n):\n").put("entry_point", "f");
        problem.put("reference", mark("reference", 0));
        problem.putArray("tests");
        problem.putArray("known_bad").addObject().put("name", "b").put("code", mark("bad", 0));
        return problem;
    }

    private static ObjectNode test(ObjectNode problem, Secret secret, int number) {
        return problem.withArray("tests")
                .addObject()
                .put("name", "t" + number)
                .put("visibility", secret.visibility().code());
    }

    private static String mark(String part, int number) {
        return "mark_%s_%d_".formatted(part, number);
    }

    @Provide
    Arbitrary<List<Secret>> secrets() {
        return Combinators.combine(Arbitraries.of(Visibility.class), Arbitraries.of(Kind.class))
                .as(Secret::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }
}
