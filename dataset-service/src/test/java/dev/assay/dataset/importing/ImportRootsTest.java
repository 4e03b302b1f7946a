package dev.assay.dataset.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportRootsTest {

    @TempDir
    Path directory;

    private Path root;
    private Path inside;
    private Path outside;
    private ImportRoots roots;

    @BeforeEach
    void lay_out_folders() throws IOException {
        root = Files.createDirectories(directory.resolve("root/deep")).getParent();
        Path other = Files.createDirectory(directory.resolve("root-other"));
        inside = Files.writeString(root.resolve("deep/in.json"), "[]");
        outside = Files.writeString(other.resolve("out.json"), "[]");
        roots = new ImportRoots(Optional.of(directory.resolve("missing") + ":" + root));
    }

    @Test
    void a_file_under_a_root_is_found() throws IOException {
        assertThat(roots.resolve(inside.toString())).isEqualTo(inside.toRealPath());
    }

    @Test
    void a_file_elsewhere_is_refused_however_it_is_written() {
        assertRefused(outside.toString());
        assertRefused(root + "/../root-other/out.json");
        assertRefused(root.toString());
        assertRefused(root.resolve("absent.json").toString());
        assertRefused("a\u0000b");
        assertRefused("");
    }

    @Test
    void a_link_counts_as_what_it_points_to() throws IOException {
        Path escape = Files.createSymbolicLink(root.resolve("escape.json"), outside);
        Path entrance = Files.createSymbolicLink(outside.resolveSibling("entrance.json"), inside);

        assertRefused(escape.toString());
        assertThat(roots.resolve(entrance.toString())).isEqualTo(inside.toRealPath());
    }

    @Test
    void a_root_that_is_a_link_is_followed() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), root);
        ImportRoots linked = new ImportRoots(Optional.of(link.toString()));

        assertThat(linked.resolve(link.resolve("deep/in.json").toString())).isEqualTo(inside.toRealPath());
    }

    @Test
    void without_roots_everything_is_refused() {
        for (Optional<String> none : java.util.List.of(Optional.<String>empty(), Optional.of(""), Optional.of(" : "))) {
            assertThatThrownBy(() -> new ImportRoots(none).resolve(inside.toString()))
                    .isInstanceOf(RefusedImport.Invalid.class)
                    .hasMessageContaining("ASSAY_IMPORT_ROOTS");
        }
    }

    private void assertRefused(String path) {
        assertThatThrownBy(() -> roots.resolve(path))
                .isInstanceOf(RefusedImport.Invalid.class)
                .hasMessageContaining("is not a file under one of the server's import folders");
    }
}
