package dev.assay.cli.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetNameTest {

    @Test
    void the_id_is_the_files_name_and_the_beginning_of_its_hash(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("HumanEval.jsonl.gz"), "content");

        assertThat(DatasetName.of(file))
                .isEqualTo("humaneval-" + Ids.sha256("content").substring(0, 8));
    }

    @Property
    void every_file_name_gives_an_id_that_may_be_chosen(@ForAll @StringLength(min = 1, max = 200) String name) {
        assertThat(Ids.isChosen(DatasetName.stem(name) + "-00000000")).isTrue();
    }
}
