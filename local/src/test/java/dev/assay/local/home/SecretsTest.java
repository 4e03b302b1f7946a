package dev.assay.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.local.LocalProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path directory;

    @Test
    void secrets_are_random_kept_and_private() throws Exception {
        Path file = directory.resolve("secrets.json");

        Secrets made = Secrets.load(file, Set.of("LLM", "SCORER"), Set.of("llm"));

        assertThat(made.tokens().get("LLM"))
                .hasSize(48)
                .isNotEqualTo(made.tokens().get("SCORER"));
        assertThat(Secrets.load(file, Set.of("LLM", "SCORER"), Set.of("llm"))).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_new_service_gets_its_secret_and_the_others_keep_theirs() {
        Path file = directory.resolve("secrets.json");
        Secrets before = Secrets.load(file, Set.of("LLM"), Set.of("llm"));

        Secrets after = Secrets.load(file, Set.of("LLM", "NEW"), Set.of("llm", "new"));

        assertThat(after.tokens())
                .containsEntry("LLM", before.tokens().get("LLM"))
                .containsKey("NEW");
        assertThat(after.passwords()).containsKeys("llm", "new");
    }

    @Test
    void a_damaged_file_says_what_to_do() throws Exception {
        Path file = Files.writeString(directory.resolve("secrets.json"), "{\"tokens\":");

        assertThatThrownBy(() -> Secrets.load(file, Set.of(), Set.of()))
                .isInstanceOf(LocalProblem.class)
                .hasMessageContaining("delete it");
    }
}
