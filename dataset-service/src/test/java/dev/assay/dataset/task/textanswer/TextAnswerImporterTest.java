package dev.assay.dataset.task.textanswer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.task.textanswer.TextAnswer.Match;
import dev.assay.contracts.task.textanswer.TextAnswer.OracleBody;
import dev.assay.contracts.task.textanswer.TextAnswer.PublicBody;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.InvalidProblem;
import dev.assay.dataset.importing.ProblemDocument;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextAnswerImporterTest {

    private static final String PROBLEM = """
            {"id": "q/0", "tags": ["easy"], "question": "What does `print(1 + 1)` print?", "accepted": ["2", "two"],
             "match": "contains", "ignore_case": true}
            """;

    private final TextAnswerImporter importer = new TextAnswerImporter();

    @Test
    void a_question_is_public_and_its_answers_are_not() throws IOException {
        ImportedProblem problem = importer.read(document(PROBLEM));

        assertThat(problem.problemId()).isEqualTo("q/0");
        assertThat(problem.tags()).containsExactly("easy");
        assertThat(problem.publicBody()).isEqualTo(new PublicBody("What does `print(1 + 1)` print?"));
        assertThat(problem.oracleBody()).isEqualTo(new OracleBody(List.of("2", "two"), Match.CONTAINS, true));
    }

    @Test
    void whitespace_around_an_answer_does_not_count_where_nothing_is_said() throws IOException {
        ImportedProblem problem =
                importer.read(document("{\"id\": \"q\", \"question\": \"?\", \"accepted\": [\"a\"]}"));

        assertThat(problem.oracleBody()).isEqualTo(new OracleBody(List.of("a"), Match.TRIMMED, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accepted|{\"id\": \"q\", \"question\": \"?\"}",
                "accepted|{\"id\": \"q\", \"question\": \"?\", \"accepted\": []}",
                "accepted[1]|{\"id\": \"q\", \"question\": \"?\", \"accepted\": [\"a\", \" \"]}",
                "match|{\"id\": \"q\", \"question\": \"?\", \"accepted\": [\"a\"], \"match\": \"regex\"}",
                "question|{\"id\": \"q\", \"question\": \"\", \"accepted\": [\"a\"]}",
            })
    void what_is_wrong_is_named(String field, String problem) {
        assertThatThrownBy(() -> importer.read(document(problem)))
                .isInstanceOfSatisfying(
                        InvalidProblem.class,
                        invalid -> assertThat(invalid.faults())
                                .extracting(fault -> fault.field())
                                .contains(field));
    }

    private static ProblemDocument document(String json) throws IOException {
        return new ProblemDocument(
                JsonNodeFactory.instance.objectNode(), AssayJson.events().readTree(json), 0, 1);
    }
}
