package dev.assay.executor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

    private static final String LOCK = "owner.lock";

    @TempDir
    private Path parent;

    @Test
    void it_goes_with_all_that_is_in_it() throws IOException {
        TemporaryFolder folder = TemporaryFolder.create(parent, "of-a-test-");
        Files.writeString(Files.createDirectories(folder.path().resolve("a/b")).resolve("c"), "text");

        folder.close();

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void what_a_killed_process_left_is_cleared_away_and_not_before() throws Exception {
        Path left = left(parent.resolve("of-a-test-left"));
        Process owner = LockHolder.hold(left.resolve(LOCK));
        age(left);

        try (TemporaryFolder second = TemporaryFolder.create(parent, "of-a-test-")) {
            assertThat(left).isDirectory();
            assertThat(second.path()).isDirectory();
        }
        owner.destroyForcibly().waitFor();
        age(left);

        try (TemporaryFolder third = TemporaryFolder.create(parent, "of-a-test-")) {
            assertThat(left).doesNotExist();
            assertThat(third.path()).isDirectory();
        }
    }

    @Test
    void folders_of_a_living_process_of_other_names_young_and_unknown_ones_stay() throws IOException {
        Path other = left(parent.resolve("another-test-"));
        Path unknown = left(parent.resolve("of-a-test-unknown"));
        Files.delete(unknown.resolve(LOCK));
        age(unknown);
        Path young = left(parent.resolve("of-a-test-young"));
        Files.setLastModifiedTime(young, FileTime.from(Instant.now()));
        try (TemporaryFolder own = TemporaryFolder.create(parent, "of-a-test-")) {
            age(own.path());

            TemporaryFolder.create(parent, "of-a-test-").close();

            assertThat(own.path()).isDirectory();
            assertThat(other).isDirectory();
            assertThat(young).isDirectory();
            assertThat(unknown).isDirectory();
        }
    }

    @Test
    void a_link_is_not_followed() throws IOException {
        Path precious = left(parent.resolve("precious"));
        Files.createSymbolicLink(parent.resolve("of-a-test-link"), precious);
        Path left = left(parent.resolve("of-a-test-left"));
        Files.createSymbolicLink(left.resolve("link"), precious);
        age(left);

        TemporaryFolder.create(parent, "of-a-test-").close();

        assertThat(precious.resolve("a/file")).exists();
        assertThat(left).doesNotExist();
    }

    /** As a killed process leaves one. */
    private static Path left(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(LOCK), "");
        Files.writeString(Files.createDirectories(folder.resolve("a")).resolve("file"), "text");
        age(folder);
        return folder;
    }

    private static void age(Path folder) throws IOException {
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }
}
