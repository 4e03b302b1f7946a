package dev.assay.cli.closedloop;

import dev.assay.cli.failure.Failure;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/**
 * The files of a report: {@code closed-loop-<date>.json}, {@code .md} and {@code .html}, with a number where one of them is
 * there already; none is ever overwritten.
 */
final class ReportFiles {

    private static final List<String> SUFFIXES = List.of(".json", ".md", ".html");

    private final Path folder;
    private final String stem;

    private ReportFiles(Path folder, String stem) {
        this.folder = folder;
        this.stem = stem;
    }

    /** The files of a day that are free; a usage failure where the folder cannot be made. */
    static ReportFiles in(Path folder, LocalDate day) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw Failure.usage("--output-dir " + folder + " cannot be made: " + e.getMessage());
        }
        String first = "closed-loop-" + day;
        String stem = first;
        for (int number = 2; isTaken(folder, stem); number++) {
            stem = first + "-" + number;
        }
        return new ReportFiles(folder, stem);
    }

    private static boolean isTaken(Path folder, String stem) {
        return SUFFIXES.stream().anyMatch(suffix -> Files.exists(folder.resolve(stem + suffix)));
    }

    /** Lets {@code source} write the file with the suffix; returns it. */
    Path write(String suffix, Consumer<Writer> source) {
        Path file = folder.resolve(stem + suffix);
        try (Writer out = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
            source.accept(out);
            return file;
        } catch (IOException e) {
            throw Failure.usage(file + " cannot be written: " + e.getMessage());
        }
    }
}
