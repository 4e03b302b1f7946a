package dev.assay.cli.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 8, 3);

    @TempDir
    private Path folder;

    @Test
    void the_files_of_a_report_have_its_day_and_a_number_where_one_is_taken() throws IOException {
        Path first = ReportFiles.in(folder, DAY).write(".json", out -> put(out, "first"));
        Files.createFile(folder.resolve("closed-loop-2026-08-03-2.html"));
        ReportFiles third = ReportFiles.in(folder, DAY);
        third.write(".json", out -> put(out, "third"));
        Path markdown = third.write(".md", out -> put(out, "third"));

        assertThat(first).hasFileName("closed-loop-2026-08-03.json").hasContent("first");
        assertThat(markdown).hasFileName("closed-loop-2026-08-03-3.md");
        assertThat(folder.resolve("closed-loop-2026-08-03-3.json")).hasContent("third");
    }

    private static void put(Writer out, String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
