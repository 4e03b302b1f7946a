package dev.assay.dataset.task.functioncompletion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null | None",
                "[true, false] | [True, False]",
                "[1, 1.0, -0.5] | [1, 1.0, -0.5]",
                "\"it's\\n\\\\\" | 'it\\'s\\n\\\\'",
                "\"\\u0007\" | '\\x07'",
                "{\"a\": [1]} | {'a': [1]}",
                "{} | {}",
                "{\"$tuple\": []} | ()",
                "{\"$tuple\": [1]} | (1,)",
                "{\"$tuple\": [1, 2]} | (1, 2)",
                "{\"$set\": []} | set()",
                "{\"$set\": [1]} | {1}",
                "{\"$frozenset\": [1]} | frozenset({1})",
                "{\"$dict\": [[1, 2], [{\"$tuple\": [3]}, 4]]} | {1: 2, (3,): 4}",
                "{\"$float\": \"inf\"} | float('inf')",
                "{\"$complex\": [1.0, -2.0]} | complex(1.0, -2.0)",
                "{\"$int\": \"0xff\"} | 0xff"
            })
    void typed_json_is_written_as_an_expression(String json, String expression) {
        assertThat(Python.literal(Documents.of(json).problem())).isEqualTo(expression);
    }

    @Test
    void only_what_is_not_indented_is_a_definition() {
        String code = "import os\nclass A:\n    def inner(self): pass\n\nasync def b(): pass\ndef c(): pass\n";

        assertThat(Python.definitions(code)).containsExactly("A", "b", "c");
    }

    @Test
    void the_first_call_of_a_known_name_counts() {
        assertThat(Python.firstCalled("assert set(f(g(1))) == {1}", List.of("g", "f")))
                .contains("f");
        assertThat(Python.firstCalled("assert my_f(1)", List.of("f"))).isEmpty();
        assertThat(Python.firstCalled("assert f", List.of("f"))).isEmpty();
        assertThat(Python.firstCalled("assert f(1)", List.of())).isEmpty();
    }
}
