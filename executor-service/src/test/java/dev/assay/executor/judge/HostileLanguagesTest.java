package dev.assay.executor.judge;

import static dev.assay.executor.judge.HostDetectors.CANARY;
import static dev.assay.executor.judge.HostDetectors.hostSettings;
import static dev.assay.executor.judge.HostDetectors.leaks;
import static dev.assay.executor.judge.HostDetectors.processesOfTheSeats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Program;
import dev.assay.executor.LanguageFixture;
import dev.assay.executor.language.RuntimeCatalog;
import dev.assay.executor.sandbox.SandboxLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs of other languages that attack the compiler, the runtime or the host, each with its expected verdict in its
 * first line. They are asked for {@code answer}, which is 42. A language without a runtime on this host is reported as
 * not run.
 */
class HostileLanguagesTest {

    private static final Path CORPUS = Path.of("src/test/resources/hostile-languages");
    private static final SandboxLimits LIMITS =
            new SandboxLimits(Duration.ofSeconds(3), Duration.ofSeconds(8), 256L << 20);

    /** Compilers get less than they would, so that those that never end do so soon. */
    private static final String SHORT_COMPILES = """
            c: {compile_limits: {cpu_seconds: 4, wall_seconds: 20, memory_mb: 512}}
            cpp: {compile_limits: {cpu_seconds: 4, wall_seconds: 20, memory_mb: 512}}
            rust: {compile_limits: {cpu_seconds: 4, wall_seconds: 20, memory_mb: 512}}
            """;

    private static final Map<String, Program> TESTS = Map.of(
            "c",
            LanguageFixture.test(
                    "c",
                    "wrong",
                    "int puts(const char *);\nint main() {\nif (answer() != 42) { puts(\"wrong\"); return 1; }\nreturn 0;\n}"),
            "cpp",
            LanguageFixture.test("cpp", "wrong", "int main() {\nif (answer() != 42) return 1;\nreturn 0;\n}"),
            "java",
            LanguageFixture.test(
                    "java",
                    "wrong",
                    "class Main {\npublic static void main(String[] a) {\nif (Answer.answer() != 42) throw new Error(\"wrong\");\n}\n}"),
            "js",
            LanguageFixture.test("javascript", "wrong", "\nif (answer() !== 42) { throw 'wrong'; }\n"),
            "go",
            LanguageFixture.test("go", "wrong", "\nfunc main() {\nif answer() != 42 { panic(\"wrong\") }\n}\n"),
            "rs",
            LanguageFixture.test("rust", "wrong", "\nfn main() { assert_eq!(answer(), 42, \"wrong\");\n}\n"),
            "sh",
            LanguageFixture.test("bash", "wrong", "\nif [ \"$(answer)\" != 42 ]; then echo wrong; exit 1; fi\n"));

    private static LanguageFixture fixture;
    private static Path canary;
    private static String hostBefore;

    @BeforeAll
    static void open() throws IOException {
        Path settings = Files.createTempFile("runtimes-", ".yaml");
        Files.writeString(settings, SHORT_COMPILES);
        fixture = new LanguageFixture(1, 970, RuntimeCatalog.with(settings));
        Files.delete(settings);
        canary = Files.createTempFile(
                "assay-leak-",
                ".txt",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        Files.writeString(canary, CANARY + "file");
        hostBefore = hostSettings();
    }

    @AfterAll
    static void close() throws IOException {
        fixture.close();
        Files.delete(canary);
    }

    static List<Path> corpus() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return CorpusShare.of(files.sorted().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void each_gets_its_verdict_and_nothing_more(Path file) throws IOException {
        String code = Files.readString(file).replace("{canary}", canary.toString());
        String[] expected =
                code.lines().findFirst().orElseThrow().split("expect: ")[1].split(" ");

        Execution execution = run(extension(file), code);

        assertThat(execution.verdict())
                .as("%s: %s; %s", execution.reason(), execution.detail(), execution.output())
                .isEqualTo(Verdict.of(expected[0]));
        if (expected.length > 1) {
            assertThat(execution.reason()).as(execution.detail()).isEqualTo(expected[1]);
        }
        assertThat(leaks(execution)).isFalse();
        assertThat(processesOfTheSeats(fixture.sandboxes())).isEmpty();
        assertThat(hostSettings()).isEqualTo(hostBefore);
        assertThat(run("sh", "answer() { echo 42; }\n").verdict())
                .as("the next candidate")
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void the_leak_detector_fires_at_a_secret_in_the_output_and_in_the_compilers() {
        assertThat(leaks(run("sh", "echo 'CANA''RY-file'\nanswer() { echo 42; }\n")))
                .isTrue();
        assertThat(leaks(run("c", "#error CANARY-file\n"))).isTrue();
    }

    private static Execution run(String extension, String code) {
        Program test = TESTS.get(extension);
        return fixture.run(new ProgramPlan(AnswerForm.PROGRAM, code, "", "answer", test, LIMITS, true));
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
