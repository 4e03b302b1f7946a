package dev.assay.dataset.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.problem.ExecutionLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportMemoryTest {

    private static final int PROBLEMS = 200;
    private static final int PROBLEM_BYTES = 1_000_000;

    /** 200 MB of problems through a heap of 48 MB: what reads a file keeps no more than one problem of it. */
    @Test
    void a_file_larger_than_the_heap_is_read() throws IOException, InterruptedException {
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(reader.waitFor()).as(said).isZero();
        assertThat(said).contains("read " + PROBLEMS);
    }

    /** Reads and hashes a large file as an import does. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] arguments) throws IOException {
            int read = 0;
            try (ProblemStream stream = ProblemStream.open(file(), 1L << 28, 1 << 22)) {
                for (Optional<ProblemDocument> next = stream.next(); next.isPresent(); next = stream.next()) {
                    StoredDocument.ofOracle("task", problem(next.get()));
                    read++;
                }
            }
            System.out.println("read " + read);
        }

        private static ImportedProblem problem(ProblemDocument document) {
            ObjectNode view = JsonNodeFactory.instance.objectNode();
            return new ImportedProblem("id", "python", List.of(), view, document.problem(), 1, ExecutionLimits.none());
        }

        private static InputStream file() {
            Iterator<InputStream> lines = IntStream.range(0, PROBLEMS)
                    .<InputStream>mapToObj(number -> new ByteArrayInputStream(line(number)))
                    .iterator();
            return new SequenceInputStream(new Enumeration<>() {
                @Override
                public boolean hasMoreElements() {
                    return lines.hasNext();
                }

                @Override
                public InputStream nextElement() {
                    return lines.next();
                }
            });
        }

        private static byte[] line(int number) {
            return "{\"id\":%d,\"text\":\"%s\"}\n"
                    .formatted(number, "x".repeat(PROBLEM_BYTES))
                    .getBytes(StandardCharsets.UTF_8);
        }
    }
}
