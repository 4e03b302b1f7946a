package dev.assay.executor.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.ProgramRun;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import dev.assay.contracts.task.program.ProgramTask.Case;
import dev.assay.executor.LanguageFixture;
import dev.assay.executor.language.InstalledRuntime;
import dev.assay.executor.language.RuntimeCatalog;
import dev.assay.executor.sandbox.SandboxLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole programs, with the runtimes that this host has. */
class OutputJudgeTest {

    private static final Case SHOWN = new Case("one word", Visibility.PUBLIC, List.of("one"), "two\n", "one\ntwo");
    private static final Case SPACES = new Case("spaces", Visibility.HIDDEN, List.of("a b"), "c d\n", "a b\nc d");
    private static final String PYTHON_ECHO = "import sys\nprint(sys.argv[1])\nprint(sys.stdin.read())\n";

    private static LanguageFixture fixture;

    @BeforeAll
    static void open() {
        fixture = new LanguageFixture(1, 920, RuntimeCatalog.builtIn());
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "python | import sys; print(sys.argv[1]); print(sys.stdin.read())",
                "javascript | console.log(process.argv[2]); console.log(require('fs').readFileSync(0, 'utf8'))",
                "bash | echo \"$1\"; cat",
                "java | class Main { public static void main(String[] a) throws Exception { System.out.println(a[0]); System.in.transferTo(System.out); } }",
                "c | int puts(const char *); int getchar(void); int putchar(int); int main(int n, char **a) { puts(a[1]); int c; while ((c = getchar()) >= 0) putchar(c); }",
                "cpp | extern \"C\" { int puts(const char *); int getchar(); int putchar(int); } int main(int n, char **a) { puts(a[1]); for (int c; (c = getchar()) >= 0; ) putchar(c); }",
                "typescript | declare var process: any, require: any; const first: string = process.argv[2]; console.log(first); console.log(require('fs').readFileSync(0, 'utf8'));",
                "go | package main; import (\"fmt\"; \"io\"; \"os\"); func main() { fmt.Println(os.Args[1]); io.Copy(os.Stdout, os.Stdin) }",
                "rust | fn main() { println!(\"{}\", std::env::args().nth(1).unwrap()); std::io::copy(&mut std::io::stdin(), &mut std::io::stdout()).unwrap(); }",
            })
    void every_case_has_its_own_arguments_and_input(String language, String program) {
        Execution execution = run(language, program, SHOWN, SPACES);

        assertThat(execution.verdict()).as(execution.toString()).isEqualTo(Verdict.PASSED);
        assertThat(execution.tests()).extracting(TestOutcome::status).containsExactly(Status.PASSED, Status.PASSED);
        assertThat(execution.integrity()).isEqualTo(Execution.Integrity.SPLIT);
    }

    @Test
    void a_program_that_prints_the_constant_fails_the_hidden_case_and_nothing_of_that_is_kept() {
        Execution execution =
                run("python", "import sys\nprint('one\\ntwo')\nprint(sys.argv, file=sys.stderr)", SHOWN, SPACES);

        assertThat(execution.verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(execution.detail()).isEqualTo("a hidden test did not pass");
        assertThat(execution.tests())
                .containsExactly(
                        new TestOutcome("one word", Visibility.PUBLIC, Status.PASSED, Optional.empty()),
                        new TestOutcome("spaces", Visibility.HIDDEN, Status.FAILED, Optional.empty()));
        assertThat(execution.programs().orElseThrow())
                .extracting(ProgramRun::test)
                .containsExactly("one word");
        assertThat(execution.toString()).doesNotContain("a b").doesNotContain("c d");
    }

    @Test
    void another_output_is_a_wrong_answer_that_says_what_was_printed() {
        Execution execution = run("bash", "echo three", SHOWN);

        assertThat(execution.verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(execution.reason()).isEqualTo("wrong_output");
        assertThat(execution.detail()).isEqualTo("expected \"one\\ntwo\", printed \"three\"");
        assertThat(execution.programs()).contains(List.of(new ProgramRun("one word", Optional.of(0), "three\n", "")));
    }

    @Test
    void an_exit_code_that_is_not_0_is_a_failure_whatever_was_printed() {
        Execution execution = run("bash", "echo \"$1\"; cat; echo 'an Error at the end' >&2; exit 3", SHOWN);

        assertThat(execution.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
        assertThat(execution.reason()).isEqualTo("exit_code");
        assertThat(execution.detail()).isEqualTo("exit code 3: an Error at the end");
        assertThat(execution.programs())
                .contains(List.of(new ProgramRun("one word", Optional.of(3), "one\ntwo\n", "an Error at the end\n")));
    }

    @ParameterizedTest
    @CsvSource({"python, print(", "javascript, console.log(", "bash, if true; then", "c, int main( {"})
    void a_source_that_does_not_parse_is_no_run(String language, String program) {
        Execution execution = run(language, program, SHOWN, SPACES);

        assertThat(execution.verdict()).as(execution.toString()).isEqualTo(Verdict.COMPILE_ERROR);
        assertThat(execution.tests()).extracting(TestOutcome::status).containsOnly(Status.NOT_RUN);
        assertThat(execution.programs().orElseThrow().getFirst().stderr()).isNotBlank();
    }

    @Test
    void a_source_with_a_mistake_that_is_never_reached_tells_nothing_of_a_hidden_case() {
        String program =
                "echo \"$1\"; cat\ncase \"$1\" in *\\ *) echo \"seen: $1\" >&2; exit 1;; esac\nexit 0\nif then\n";

        Execution execution = run("bash", program, SHOWN, SPACES);

        assertThat(execution.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
        assertThat(execution.tests()).extracting(TestOutcome::status).containsExactly(Status.PASSED, Status.ERROR);
        assertThat(execution.toString()).doesNotContain("a b").doesNotContain("c d");
    }

    @Test
    void a_source_that_does_not_parse_tells_nothing_of_a_hidden_case() {
        String program = "echo \"seen: $1\" >&2; exit 1\nif then\n";

        Execution execution = run("bash", program, SPACES);

        assertThat(execution.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
        assertThat(execution.programs().orElseThrow().getFirst().stderr()).contains("syntax error");
        assertThat(execution.toString()).doesNotContain("a b").doesNotContain("c d");
    }

    @Test
    void a_program_that_does_not_end_is_ended_and_the_other_cases_are_not_run() {
        Execution execution = run("python", "while True: pass", SHOWN, SPACES);

        assertThat(execution.verdict()).isEqualTo(Verdict.TIME_LIMIT);
        assertThat(execution.reason()).isEqualTo("timeout");
        assertThat(execution.tests()).extracting(TestOutcome::status).containsExactly(Status.ERROR, Status.NOT_RUN);
        assertThat(execution.programs().orElseThrow().getFirst().exitCode()).isEmpty();
    }

    @Test
    void a_fence_around_everything_is_taken_off_and_recorded() {
        Execution execution = run("python", "```python\n" + PYTHON_ECHO + "```", SHOWN);

        assertThat(execution.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(execution.extraction().rule()).isEqualTo("single_fence");
        assertThat(execution.extraction().code()).contains(PYTHON_ECHO);
    }

    @Test
    void prose_is_run_as_it_is_and_an_empty_answer_is_not() {
        Execution prose = run("python", "I cannot do that.", SHOWN);
        Execution nothing = run("python", " \n", SHOWN);

        assertThat(prose.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
        assertThat(prose.extraction().rule()).isEqualTo("verbatim");
        assertThat(nothing.verdict()).isEqualTo(Verdict.EXTRACTION_FAILED);
        assertThat(nothing.reason()).isEqualTo("no_code_found");
        assertThat(nothing.tests()).extracting(TestOutcome::status).containsOnly(Status.NOT_RUN);
    }

    @Test
    void line_endings_and_surrounding_whitespace_do_not_count() {
        Execution execution = run("bash", "printf '\\n  one\\r\\ntwo  \\n\\n'", SHOWN);

        assertThat(execution.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_long_output_is_clipped_and_never_as_expected() {
        Execution execution = run("python", "print('one\\ntwo' + ' ' * 200000)", SHOWN);

        assertThat(execution.verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(execution.output().clipped()).isTrue();
        assertThat(execution.programs().orElseThrow().getFirst().stdout()).hasSizeLessThanOrEqualTo(16 * 1024);
    }

    private static Execution run(String language, String answer, Case... cases) {
        InstalledRuntime installed = fixture.installed(language);
        SandboxLimits limits = new SandboxLimits(Duration.ofSeconds(2), Duration.ofSeconds(30), 512L << 20);
        OutputPlan plan = new OutputPlan(language, AnswerForm.CHAT, answer, List.of(cases), limits, true);
        OutputJudge judge = new OutputJudge(fixture.sandboxes(), installed, "test");
        try {
            return switch (fixture.sandboxes().slots().inOne(slot -> judge.judge(slot, plan))) {
                case Judgement.Judged judged -> judged.execution();
                case Judgement.Disturbed _ -> throw new AssertionError("the host is too busy for this test");
            };
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
