package dev.assay.executor.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.record.AnswerForm;
import dev.assay.executor.language.AnswerText.Found;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerTextTest {

    private static final RuntimeCatalog CATALOG = RuntimeCatalog.builtIn();
    private static final String SCRIPT = "/** Twice. */\nfunction twice(n) {\n";
    private static final String GO =
            "package main\n\nimport (\n\t\"reflect\"\n\t\"sort\"\n)\n// twice\nfunc twice(n int) int {\n";
    private static final String JAVA =
            "import java.util.*;\n\nclass Twice {\n    /** {1} */\n" + "    public static int twice(int n) {\n";

    @Test
    void the_last_fence_that_defines_the_function_is_the_program() {
        Found found = chat("javascript", """
                ```js
                function twice(n) { return n; }
                ```
                Better:
                ```JavaScript
                const twice = (n) => 2 * n;
                ```
                Use it:
                ```js
                console.log(twice(2));
                ```
                ```python
                def twice(n): pass
                ```
                """, SCRIPT).orElseThrow();

        assertThat(found.rule()).isEqualTo("fence_with_entry_point");
        assertThat(found.code()).isEqualTo("const twice = (n) => 2 * n;\n");
    }

    @Test
    void a_fence_without_the_function_is_its_body_and_its_braces_are_closed() {
        Found found = chat("javascript", "```\n  return 2 * n;\n```", SCRIPT).orElseThrow();

        assertThat(found.rule()).isEqualTo("fence_with_body");
        assertThat(found.program()).isEqualTo(SCRIPT + "  return 2 * n;\n}\n");
    }

    @Test
    void a_fence_that_is_never_closed_reads_to_the_end() {
        assertThat(chat("javascript", "```js\nfunction twice(n) { return 2 * n; }", SCRIPT)
                        .orElseThrow()
                        .code())
                .isEqualTo("function twice(n) { return 2 * n; }\n");
    }

    @Test
    void reasoning_is_dropped_first() {
        String fence = "```js\nfunction twice(n) { return %s; }\n```\n";
        String answer = "<think>\n" + fence.formatted("0") + "</think>\n" + fence.formatted("2 * n");

        assertThat(chat("javascript", fence.formatted("2 * n") + "<think>" + fence.formatted("0"), SCRIPT)
                        .orElseThrow()
                        .code())
                .contains("2 * n");
        assertThat(chat("javascript", answer, SCRIPT).orElseThrow().code()).contains("2 * n");
    }

    @Test
    void prose_holds_no_program() {
        assertThat(chat("javascript", "I would call twice(2).", SCRIPT)).isEmpty();
        assertThat(chat("javascript", "", SCRIPT)).isEmpty();
    }

    @Test
    void code_without_a_fence_is_taken_whole() {
        assertThat(chat("javascript", "function twice(n) { return 2 * n; }", SCRIPT)
                        .orElseThrow()
                        .rule())
                .isEqualTo("whole_answer");
        assertThat(chat("javascript", "  return 2 * n;\n}", SCRIPT)
                        .orElseThrow()
                        .rule())
                .isEqualTo("bare_body");
    }

    @Test
    void imports_of_prompt_and_answer_are_put_together_once() {
        Found found = chat(
                        "go",
                        "```go\npackage main\n\nimport (\n\t\"fmt\"\n\t\"sort\"\n)\n\nfunc twice(n int) int {\n\treturn 2 * n\n}\n```",
                        GO)
                .orElseThrow();

        assertThat(found.program())
                .startsWith("package main\nimport (\n\"reflect\"\n\"sort\"\n\"fmt\"\n)\n")
                .contains("func twice(n int) int {")
                .containsOnlyOnce("package main");
    }

    @Test
    void a_method_stands_in_the_prompts_class_and_a_class_replaces_it() {
        Found method = chat("java", "```java\npublic static int twice(int n) {\n    return 2 * n;\n}\n```", JAVA)
                .orElseThrow();
        Found whole = chat("java", "```java\nclass Twice {\n  static int twice(int n) { return 2 * n; }\n}\n```", JAVA)
                .orElseThrow();

        assertThat(method.program()).contains("class Twice {").endsWith("}\n\n}\n");
        assertThat(whole.program()).containsOnlyOnce("class Twice {").startsWith("import java.util.*;");
        assertThat(whole.rule()).isEqualTo("fence_with_entry_point");
    }

    @Test
    void a_call_is_no_definition() {
        Definitions definitions = new Definitions(CATALOG.find("java").orElseThrow(), "twice");

        assertThat(definitions.isIn("int twice(int n) {")).isTrue();
        assertThat(definitions.isIn("static List<int[]> twice(Map<K, V> n) throws Exception {"))
                .isTrue();
        assertThat(definitions.isIn("if (twice(2) > 3) {")).isFalse();
        assertThat(definitions.isIn("while (x) twice(2);")).isFalse();
        assertThat(definitions.isIn("int x = twice(2);")).isFalse();
    }

    /** Each of these took minutes with rules that look at the text again and again. */
    @Test
    void hostile_text_is_read_in_time_that_grows_with_its_length() {
        for (String piece :
                java.util.List.of("twice(", "```js\n", "<think>", "</think>", "function ", "\n", "`~", "twice =")) {
            String text = piece.repeat(400_000 / piece.length());
            assertThat(chat("javascript", text, SCRIPT)).isNotNull();
            assertThat(chat("java", text, JAVA)).isNotNull();
        }
    }

    private static Optional<Found> chat(String language, String answer, String prompt) {
        return new AnswerText(CATALOG.find(language).orElseThrow()).find(AnswerForm.CHAT, answer, prompt, "twice");
    }
}
