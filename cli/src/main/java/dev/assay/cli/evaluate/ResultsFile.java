package dev.assay.cli.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.failure.Failure;
import dev.assay.contracts.record.SampleResult;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * {@code <samples>_results.jsonl}: a line a sample, in the order of the input, each the input's line with {@code
 * result} and {@code passed}. It appears whole or not at all.
 */
final class ResultsFile {

    private static final String SUFFIX = "_results.jsonl";

    private final Path file;

    private ResultsFile(Path file) {
        this.file = file;
    }

    /**
     * The results file of {@code samples}: beside it, or in {@code folder}, which is made where it is missing.
     *
     * @throws Failure usage, where it could not be written
     */
    static ResultsFile of(Path samples, Optional<Path> folder) {
        Path whole = samples.toAbsolutePath().normalize();
        Path parent = folder.map(Path::toAbsolutePath).orElseGet(() -> whole.getParent());
        Path file = parent.resolve(whole.getFileName() + SUFFIX);
        try {
            Files.createDirectories(parent);
            Files.delete(Files.createTempFile(parent, ".assay", ".probe"));
        } catch (IOException e) {
            throw Failure.usage("results cannot be written to " + parent + " (" + e.getMessage()
                    + "); choose another folder with --output");
        }
        if (Files.isDirectory(file)) {
            throw Failure.usage(file + " is a folder; choose another place with --output");
        }
        return new ResultsFile(file);
    }

    Path path() {
        return file;
    }

    /** Writes the file; results are in the order of the answers. */
    void write(List<ProvidedAnswers.Answer> answers, List<SampleResult> results) {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            try (Writer writer = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
                for (int at = 0; at < answers.size(); at++) {
                    writer.write(line(answers.get(at).sample().document(), results.get(at)));
                    writer.write('\n');
                }
            }
            moveInPlace(unfinished);
        } catch (IOException e) {
            throw Failure.infrastructure("results not written to " + file + ": " + e.getMessage());
        }
    }

    private static String line(ObjectNode document, SampleResult result) throws IOException {
        ObjectNode line = document.deepCopy();
        line.put("result", result.result());
        result.passed().ifPresentOrElse(passed -> line.put("passed", passed), () -> line.putNull("passed"));
        return SampleJson.MAPPER.writeValueAsString(line);
    }

    private void moveInPlace(Path unfinished) throws IOException {
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
