package dev.assay.cli.evaluate;

import dev.assay.cli.session.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads brought answers, in whatever shape they come: JSON lines, EvalPlus' results, or a folder of programs. */
final class SampleReader {

    /** Larger answers do not fit an event. */
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
                sample.answer().codePoints().mapToLong(SampleReader::utf8Bytes).sum();
        if (bytes > LARGEST_ANSWER_BYTES) {
            throw Failure.usage(sample.where() + ": the answer has " + bytes + " bytes; at most " + LARGEST_ANSWER_BYTES
                    + " can be judged, take the sample out");
        }
    }

    private static int utf8Bytes(int point) {
        if (point < 0x80) {
            return 1;
        }
        if (point < 0x800) {
            return 2;
        }
        return point < 0x10000 ? 3 : 4;
    }
}
