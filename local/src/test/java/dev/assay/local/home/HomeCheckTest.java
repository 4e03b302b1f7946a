package dev.assay.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.local.LocalProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeCheckTest {

    @TempDir
    private Path directory;

    @Test
    void a_new_directory_is_for_its_owner_only() throws Exception {
        Home home = new Home(directory.resolve("parent/home"));

        HomeCheck.require(home);
        HomeCheck.require(home);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.directory())))
                .isEqualTo("rwx------");
        assertThat(home.logs()).isDirectory();
    }

    @Test
    void a_file_in_its_place_is_named() throws Exception {
        Path file = Files.writeString(directory.resolve("home"), "");

        assertThatThrownBy(() -> HomeCheck.require(new Home(file)))
                .isInstanceOf(LocalProblem.class)
                .hasMessageContainingAll(file.toString(), "is a file", "ASSAY_HOME");
    }

    @Test
    void a_place_that_cannot_be_written_is_named() {
        assertThatThrownBy(() -> HomeCheck.require(new Home(Path.of("/proc/assay"))))
                .isInstanceOf(LocalProblem.class)
                .hasMessageContainingAll("/proc/assay", "cannot be written", "ASSAY_HOME");
    }
}
