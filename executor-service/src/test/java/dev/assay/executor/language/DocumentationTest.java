package dev.assay.executor.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.executor.LanguageFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The language ilo as docs/languages.md declares it, with bash in the place of its program. */
class DocumentationTest {

    @TempDir
    private Path folder;

    @Test
    void a_language_of_ones_own_has_the_documentation_that_its_command_prints() throws Exception {
        Documentation ilo =
                read("{command: ['{ilo}', -c, 'echo first part']}, {command: ['{ilo}', -c, 'echo second']}");

        assertThat(ilo.name()).isEqualTo("ilo");
        assertThat(ilo.rules()).isEqualTo("The first line is -- run: main");
        assertThat(ilo.text()).contains("first part\n\nsecond");
    }

    @Test
    void a_file_serves_where_the_command_gives_nothing() throws Exception {
        Path file = Files.writeString(folder.resolve("io.md"), "# io\n");

        assertThat(read("{command: ['{ilo}', -c, 'exit 1'], file: %s}".formatted(file))
                        .text())
                .contains("# io");
        assertThat(read("{file: %s}".formatted(file)).text()).contains("# io");
    }

    @Test
    void documentation_that_cannot_be_loaded_is_an_error() {
        assertThatThrownBy(() -> read("{command: ['{ilo}', -c, 'echo no such skill >&2; exit 1'], file: /nowhere.md}"))
                .isInstanceOf(RuntimeMissing.class)
                .hasMessageContaining("the documentation of ilo cannot be loaded")
                .hasMessageContaining("/nowhere.md")
                .hasMessageContaining("no such skill");
        assertThatThrownBy(() -> read("{command: ['{ilo}', -c, 'true']}")).isInstanceOf(RuntimeMissing.class);
    }

    @Test
    void a_language_may_be_declared_without() throws Exception {
        assertThat(read("").text()).isEmpty();
    }

    private Documentation read(String sources) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("runtimes.yaml"), """
                ilo:
                  source: main.ilo
                  programs: {ilo: [/usr/bin/bash]}
                  version: ["{ilo}", --version]
                  run: ["{ilo}", main.ilo, main]
                  rules: "The first line is -- run: main"
                  documentation: [%s]
                  install: put the program ilo at /usr/local/bin/ilo
                """.formatted(sources));
        try (LanguageFixture fixture = new LanguageFixture(1, 930, RuntimeCatalog.with(file))) {
            return new DocumentationReader(fixture.sandboxes()).read(fixture.installed("ilo"));
        }
    }
}
