package dev.assay.cli.evaluate;

import dev.assay.cli.failure.Failure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of programs, {@code HumanEval_0/0.py}: a folder a problem, a numbered file a sample. */
final class SampleFolder {

    private static final Pattern SAMPLE = Pattern.compile("\\d{1,9}\\.py");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final int PADDED = 18;

    private SampleFolder() {}

    /** How a problem's folder is called: {@code HumanEval/0} is {@code HumanEval_0}. */
    static String nameOf(String problemId) {
        return problemId.replace('/', '_');
    }

    /** The samples, folders and files each in the order of the numbers in their names. */
    static List<Sample> read(Path folder) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (Path problem : sorted(folder, SampleFolder::isProblem)) {
            List<Path> files = sorted(problem, SampleFolder::isSample);
            if (files.isEmpty()) {
                throw Failure.usage(problem.getFileName() + ": no sample in it; they are files named 0.py, 1.py, …");
            }
            for (Path file : files) {
                samples.add(sample(problem.getFileName().toString(), file));
            }
        }
        return samples;
    }

    private static Sample sample(String folder, Path file) throws IOException {
        String where = folder + "/" + file.getFileName();
        try {
            return EvalPlusResults.program(where, Sample.Naming.FOLDER, folder, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw Failure.usage(where + ": not UTF-8; convert it to UTF-8");
        }
    }

    private static boolean isProblem(Path path) {
        return Files.isDirectory(path) && !path.getFileName().toString().startsWith(".");
    }

    private static boolean isSample(Path path) {
        return SAMPLE.matcher(path.getFileName().toString()).matches();
    }

    private static List<Path> sorted(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(wanted)
                    .sorted(Comparator.comparing(SampleFolder::sortKey))
                    .toList();
        }
    }

    /** The name with its numbers padded, so that 10 comes after 9. */
    private static String sortKey(Path path) {
        return NUMBER.matcher(path.getFileName().toString())
                .replaceAll(number -> "0".repeat(PADDED - number.group().length()) + number.group());
    }
}
