package dev.assay.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedTest {

    @TempDir
    private Path parent;

    @Test
    void what_an_interrupted_filling_left_is_cleared() throws Exception {
        Path directory = parent.resolve("data");
        new Unfinished(directory).begin();
        Files.createDirectories(directory.resolve("half"));
        Files.writeString(directory.resolve("half/file"), "");

        new Unfinished(directory).begin();

        assertThat(directory).doesNotExist();
    }

    @Test
    void what_was_filled_is_never_cleared() throws Exception {
        Path directory = parent.resolve("data");
        Unfinished unfinished = new Unfinished(directory);
        unfinished.begin();
        Files.createDirectories(directory.resolve("whole"));
        unfinished.finish();

        new Unfinished(directory).begin();
        new Unfinished(directory).begin();

        assertThat(directory.resolve("whole")).isDirectory();
    }
}
