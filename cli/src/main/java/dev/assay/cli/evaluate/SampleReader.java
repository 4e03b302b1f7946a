package dev.assay.cli.evaluate;

import dev.assay.cli.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads brought answers, in whatever shape they come: JSON lines, EvalPlus' results, or a folder of programs. */
final class SampleReader {

    /** Larger answers, as JSON, do not fit an event. */
    private static final int LARGEST_ANSWER_BYTES = 3 * 1024 * 1024;

    private SampleReader() {}

    /**
     * The samples in the order of the file.
     *
     * @throws Failure usage, naming file and line, where anything in it is not a sample
     */
    static List<Sample> read(Path source) {
        try {
            List<Sample> samples = samples(source);
            if (samples.isEmpty()) {
                throw Failure.usage(source + " holds no sample");
            }
            samples.forEach(SampleReader::checkSize);
            return samples;
        } catch (IOException e) {
            throw Failure.usage(source + " cannot be read: " + e.getMessage());
        }
    }

    private static List<Sample> samples(Path source) throws IOException {
        if (Files.isDirectory(source)) {
            return SampleFolder.read(source);
        }
        return EvalPlusResults.recognises(source) ? EvalPlusResults.read(source) : SampleLines.read(source);
    }

    private static void checkSize(Sample sample) {
        long bytes =
                sample.answer().codePoints().mapToLong(SampleReader::jsonBytes).sum();
        if (bytes > LARGEST_ANSWER_BYTES) {
            throw Failure.usage(sample.where() + ": the answer has " + bytes + " bytes as JSON; at most "
                    + LARGEST_ANSWER_BYTES + " can be judged, take the sample out");
        }
    }

    /** How many bytes a character takes in a JSON string in UTF-8. */
    private static int jsonBytes(int point) {
        if (point < ' ') {
            return "\b\t\n\f\r".indexOf(point) >= 0 ? 2 : 6;
        }
        if (point == '"' || point == '\\') {
            return 2;
        }
        if (Character.getType(point) == Character.SURROGATE) {
            return 6;
        }
        return Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
    }
}
