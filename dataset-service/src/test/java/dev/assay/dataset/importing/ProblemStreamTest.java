package dev.assay.dataset.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ProblemStreamTest {

    private static final long UNPACKED = 1 << 20;
    private static final long PROBLEM = 64 << 10;

    @Test
    void json_lines_an_array_and_a_document_give_the_same_problems() throws IOException {
        List<String> lines = ids("{\"id\":\"a\"}\n\n{\"id\":\"b\"}\n");
        List<String> array = ids("[{\"id\":\"a\"},\n {\"id\":\"b\"}]");
        List<String> document = ids("{\"name\":\"n\", \"problems\":[{\"id\":\"a\"}, {\"id\":\"b\"}]}");
        List<String> taskBank = ids("{\"tasks\":[{\"id\":\"a\"}, {\"id\":\"b\"}]}");

        assertThat(lines)
                .containsExactly("a", "b")
                .isEqualTo(array)
                .isEqualTo(document)
                .isEqualTo(taskBank);
    }

    @Test
    void a_document_gives_its_header_with_every_problem() throws IOException {
        List<ProblemDocument> problems = read("{\"name\":\"n\",\"problems\":[{\"id\":\"a\"},{\"id\":\"b\"}]}");

        assertThat(problems)
                .allSatisfy(problem ->
                        assertThat(problem.header().get("name").textValue()).isEqualTo("n"));
    }

    @Test
    void a_problem_knows_its_place_and_line() throws IOException {
        List<ProblemDocument> problems = read("{\"id\":\"a\"}\n\n{\"id\":\"b\"}\n");

        assertThat(problems).extracting(ProblemDocument::ordinal).containsExactly(0, 1);
        assertThat(problems).extracting(ProblemDocument::line).containsExactly(1, 3);
    }

    @Test
    void a_compressed_file_is_unpacked() throws IOException {
        assertThat(ids(gzip("{\"id\":\"a\"}\n".getBytes(StandardCharsets.UTF_8))))
                .containsExactly("a");
    }

    @Test
    void values_are_read_as_python_reads_them() throws IOException {
        var problem = read("{\"v\":[NaN, -Infinity, 1.0, 123456789012345678901234567890]}")
                .getFirst()
                .problem();

        assertThat(problem.get("v").get(0).doubleValue()).isNaN();
        assertThat(problem.get("v").get(1).doubleValue()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(problem.get("v").get(2).isDouble()).isTrue();
        assertThat(problem.get("v").get(3).bigIntegerValue()).isEqualTo("123456789012345678901234567890");
    }

    @Test
    void a_malformed_line_is_named() {
        assertThatThrownBy(() -> ids("{\"id\":\"a\"}\n{\"id\" \"b\"}\n"))
                .isInstanceOfSatisfying(
                        RefusedImport.Invalid.class,
                        refusal -> assertThat(refusal.faults()).singleElement().satisfies(fault -> {
                            assertThat(fault.field()).isEqualTo("line 2");
                            assertThat(fault.message()).startsWith("not JSON at column");
                        }));
    }

    @Test
    void what_is_no_list_of_problems_is_refused() {
        assertRefused("", "is empty");
        assertRefused("   \n", "is empty");
        assertRefused("\"text\"", "JSON lines, a JSON array or a JSON document is expected");
        assertRefused("[1]", "a problem is a JSON object");
        assertRefused("[{\"id\":\"a\"}] [", "something follows");
        assertRefused("{\"problems\":[{\"id\":\"a\"}], \"name\":\"n\"}", "must be the last member");
        assertRefused("{\"id\":\"a\"}\n{\"id\":", "not JSON");
        assertRefused("{\"id\":\"a\",\"id\":\"b\"}", "Duplicate field");
    }

    @Test
    void a_file_cut_off_in_its_compression_is_refused() throws IOException {
        byte[] whole = gzip("{\"id\":\"a\"}\n".repeat(50).getBytes(StandardCharsets.UTF_8));
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 10);

        assertThatThrownBy(() -> ids(cut))
                .isInstanceOf(RefusedImport.Invalid.class)
                .hasMessageContaining("gzip");
    }

    @Test
    void a_file_that_unpacks_to_too_much_is_refused_while_it_is_read() throws IOException {
        String line = "{\"id\":\"" + "x".repeat(1000) + "\"}\n";
        byte[] bomb = gzip(line.repeat(2000).getBytes(StandardCharsets.UTF_8));

        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> ids(bomb))
                .isInstanceOf(RefusedImport.TooLarge.class)
                .hasMessageContaining("unpacks to more than 1 MiB");
    }

    @Test
    void a_problem_that_is_too_large_is_refused_while_it_is_read() {
        String problem = "{\"id\":\"" + "x".repeat(300_000) + "\"}";

        assertThatThrownBy(() -> ids(problem)).isInstanceOf(RefusedImport.TooLarge.class);
    }

    private static void assertRefused(String file, String reason) {
        assertThatThrownBy(() -> ids(file))
                .isInstanceOf(RefusedImport.Invalid.class)
                .hasMessageContaining(reason);
    }

    private static List<String> ids(String file) throws IOException {
        return ids(file.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> ids(byte[] file) throws IOException {
        return read(file).stream()
                .map(problem -> problem.problem().get("id").textValue())
                .toList();
    }

    private static List<ProblemDocument> read(String file) throws IOException {
        return read(file.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ProblemDocument> read(byte[] file) throws IOException {
        List<ProblemDocument> problems = new ArrayList<>();
        try (ProblemStream stream = ProblemStream.open(new ByteArrayInputStream(file), UNPACKED, PROBLEM)) {
            for (Optional<ProblemDocument> next = stream.next(); next.isPresent(); next = stream.next()) {
                problems.add(next.get());
            }
        }
        return problems;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }
}
