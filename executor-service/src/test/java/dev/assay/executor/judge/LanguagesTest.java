package dev.assay.executor.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Program;
import dev.assay.executor.LanguageFixture;
import dev.assay.executor.language.RuntimeCatalog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Problems of the shape of MBXP's, in every language that this host has a runtime for. */
class LanguagesTest {

    private static LanguageFixture fixture;

    /**
     * A problem in one language.
     *
     * @param right a body that passes; {@code wrong}, {@code broken}, {@code early}: one that gives a wrong result, does
     *     not compile, and ends the process with exit code 0
     */
    record Problem(
            String language,
            String prompt,
            String right,
            String wrong,
            String broken,
            String early,
            String whole,
            String test) {

        @Override
        public String toString() {
            return language;
        }
    }

    @BeforeAll
    static void open() {
        fixture = new LanguageFixture(2, 900, RuntimeCatalog.builtIn());
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    static List<Problem> problems() {
        return List.of(
                new Problem(
                        "javascript",
                        "/**\n * > add(1, 2)\n * 3\n */\nfunction add(a, b) {\n",
                        "  return a + b;\n}",
                        "  return a - b;\n}",
                        "  return a +;\n}",
                        "  process.exit(0);\n}",
                        "const add = (a, b) => a + b;\n",
                        """

                        const _ = require("lodash")
                        var x0 = add(1, 2);
                        if (!_.isEqual(x0, 3)) {
                            throw 'Error at 1th assert statement. Value = ' + JSON.stringify(x0)
                        }
                        """),
                new Problem(
                        "typescript",
                        "//Sum.\nfunction add(a: number, b: number) : number {\n",
                        "  return a + b;\n}",
                        "  return a - b;\n}",
                        "  return a +;\n}",
                        "  (globalThis as any).process.exit(0);\n}",
                        "const add = (a: number, b: number): number => a + b;\n",
                        """

                        declare var require: any;
                        const _ = require("lodash");
                        let x0 : number = add(1, 2);
                        if (!_.isEqual(x0, 3)) {
                            throw 'Error at 1th assert statement. Value = ' + JSON.stringify(x0);
                        }
                        """),
                new Problem(
                        "java",
                        "import java.io.*;\nimport java.util.*;\n\nclass Add {\n    /**\n     * > Add.add(1, 2)\n     */\n"
                                + "    public static int add(int a, int b) {\n",
                        "        return a + b;\n    }\n}",
                        "        return a - b;\n    }\n}",
                        "        return a + ;\n    }\n}",
                        "        Runtime.getRuntime().halt(0); return 0;\n    }\n}",
                        "public static int add(int a, int b) {\n    return a + b;\n}\n",
                        """

                        class Main {
                            public static boolean compare(Object obj1, Object obj2) {
                                return obj1.equals(obj2);
                            }

                            public static void main(String[] args) throws Exception {
                                int x0 = Add.add(1, 2);
                                if (!(compare(x0, 3))) {
                                    throw new java.lang.Exception("Exception -- test case 0 did not pass. x0 = " + x0);
                                }
                            }
                        }
                        """),
                new Problem(
                        "cpp",
                        "#include <bits/stdc++.h>\nusing namespace std;\n\n/** add(1, 2) */\nint add(int a, int b) {\n",
                        "    return a + b;\n}",
                        "    return a - b;\n}",
                        "    return a + ;\n}",
                        "    exit(0);\n}",
                        "int add(int a, int b) {\n    return a + b;\n}\n",
                        """

                        int main() {
                            if (!(add(1, 2) == 3)) {
                                cerr << "assertion failed" << endl;
                                return 1;
                            }
                            return 0;
                        }
                        """),
                new Problem(
                        "c",
                        "#include <stdio.h>\n#include <stdlib.h>\n\n/* add(1, 2) */\nint add(int a, int b) {\n",
                        "    return a + b;\n}",
                        "    return a - b;\n}",
                        "    return a + ;\n}",
                        "    exit(0);\n}",
                        "int add(int a, int b) {\n    return a + b;\n}\n",
                        """

                        int main() {
                            if (add(1, 2) != 3) { fprintf(stderr, "assertion failed"); return 1; }
                            return 0;
                        }
                        """),
                new Problem(
                        "go",
                        "package main\n\nimport (\n\t\"os\"\n)\n// >>> add(1, 2)\nfunc add(a int, b int) int {\n",
                        "\treturn a + b\n}",
                        "\treturn a - b\n}",
                        "\treturn a +\n}",
                        "\tos.Exit(0)\n\treturn 0\n}",
                        "package main\n\nimport \"os\"\n\nfunc add(a, b int) int {\n\treturn a + b\n}\n",
                        """

                        func main() {
                            if add(1, 2) != 3 {
                                panic("Exception --- test case 0 failed to pass")
                            }
                            if len(os.Args) > 5 { println("many") }
                        }
                        """),
                new Problem(
                        "rust",
                        "// add(1, 2)\nfn add(a: i64, b: i64) -> i64 {\n",
                        "    a + b\n}",
                        "    a - b\n}",
                        "    a +\n}",
                        "    std::process::exit(0)\n}",
                        "fn add(a: i64, b: i64) -> i64 {\n    a + b\n}\n",
                        """

                        fn main() {
                            assert_eq!(add(1, 2), 3);
                        }
                        """),
                new Problem(
                        "bash",
                        "# add 1 2\nadd() {\n",
                        "  echo $(($1 + $2))\n}",
                        "  echo $(($1 - $2))\n}",
                        "  if then\n}",
                        "  kill -9 $$\n}",
                        "add() {\n  echo $(($1 + $2))\n}\n",
                        """

                        set -e
                        if [ "$(add 1 2)" != 3 ]; then echo 'assertion failed' >&2; exit 1; fi
                        """));
    }

    @ParameterizedTest
    @MethodSource("problems")
    @org.junit.jupiter.api.parallel.Execution(ExecutionMode.CONCURRENT)
    void a_right_body_passes_and_says_what_ran_it(Problem problem) {
        Execution execution = run(problem, AnswerForm.COMPLETION, problem.right());

        assertThat(execution.verdict()).as(told(execution)).isEqualTo(Verdict.PASSED);
        assertThat(execution.integrity()).isEqualTo(Execution.Integrity.IN_PROCESS);
        assertThat(execution.extraction().rule()).isEqualTo("completion");
        assertThat(execution.tests()).extracting(Execution.TestOutcome::status).containsExactly(Status.PASSED);
        assertThat(execution.sandbox().runtime()).containsPattern("\\d+\\.\\d+");
        assertThat(execution.output().text()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("problems")
    @org.junit.jupiter.api.parallel.Execution(ExecutionMode.CONCURRENT)
    void a_wrong_result_is_told_from_a_crash(Problem problem) {
        Execution execution = run(problem, AnswerForm.COMPLETION, problem.wrong());

        assertThat(execution.verdict()).as(told(execution)).isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(execution.reason()).isEqualTo("wrong_result");
    }

    @ParameterizedTest
    @MethodSource("problems")
    @org.junit.jupiter.api.parallel.Execution(ExecutionMode.CONCURRENT)
    void code_that_does_not_compile_is_refused_with_the_compilers_words(Problem problem) {
        Execution execution = run(problem, AnswerForm.COMPLETION, problem.broken());

        assertThat(execution.verdict()).as(told(execution)).isEqualTo(Verdict.COMPILE_ERROR);
        assertThat(execution.detail()).isNotEmpty();
        assertThat(execution.output().text()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("problems")
    @org.junit.jupiter.api.parallel.Execution(ExecutionMode.CONCURRENT)
    void ending_early_does_not_pass(Problem problem) {
        Execution execution = run(problem, AnswerForm.COMPLETION, problem.early());

        assertThat(execution.verdict()).as(told(execution)).isEqualTo(Verdict.RUNTIME_ERROR);
    }

    @ParameterizedTest
    @MethodSource("problems")
    @org.junit.jupiter.api.parallel.Execution(ExecutionMode.CONCURRENT)
    void a_chat_answer_with_the_whole_function_passes(Problem problem) {
        String answer = "Here it is:\n\n```" + problem.language() + "\n" + problem.whole() + "```\nIt adds.\n";

        Execution execution = run(problem, AnswerForm.CHAT, answer);

        assertThat(execution.verdict()).as(told(execution)).isEqualTo(Verdict.PASSED);
        assertThat(execution.extraction().rule()).isEqualTo("fence_with_entry_point");
    }

    @Test
    void what_a_hidden_test_says_is_not_shown() {
        Program hidden = new Program("bash", "\necho secret; exit 1\n", Visibility.HIDDEN, Optional.of("secret"));

        Execution execution = fixture.run(AnswerForm.PROGRAM, "true\n", "", "add", hidden);

        assertThat(execution.verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(execution.toString()).doesNotContain("secret");
    }

    @Test
    void an_answer_without_code_holds_none() {
        Execution execution = run(problems().getFirst(), AnswerForm.CHAT, "I cannot do that.");

        assertThat(execution.verdict()).isEqualTo(Verdict.EXTRACTION_FAILED);
        assertThat(execution.extraction().code()).isEmpty();
    }

    private static Execution run(Problem problem, AnswerForm form, String answer) {
        String complaint = switch (problem.language()) {
            case "javascript", "typescript" -> "th assert statement";
            case "java" -> "did not pass";
            case "go" -> "failed to pass";
            default -> "assertion";
        };
        return fixture.run(
                form,
                answer,
                problem.prompt(),
                "add",
                LanguageFixture.test(problem.language(), complaint, problem.test()));
    }

    private static String told(Execution execution) {
        return execution.reason() + ": " + execution.detail() + "\n"
                + execution.output().text();
    }
}
