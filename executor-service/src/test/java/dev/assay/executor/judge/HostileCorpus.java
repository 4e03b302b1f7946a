package dev.assay.executor.judge;

import static dev.assay.executor.judge.HostDetectors.CANARY;
import static dev.assay.executor.judge.HostDetectors.hostSettings;
import static dev.assay.executor.judge.HostDetectors.leaks;
import static dev.assay.executor.judge.HostDetectors.processesOfTheSeats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Assertion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Assertions;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Case;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Cases;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.UnitTests;
import dev.assay.executor.JudgeFixture;
import dev.assay.executor.sandbox.SandboxSettings;
import dev.assay.executor.sandbox.SandboxUnavailable;
import dev.assay.executor.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs that try to forge, leak, escape, outlive or merely behave badly, each with its expected verdict in its first
 * line, and in lines below where it differs in one kind of sandbox. The folder says what is asked for: a function {@code
 * add}, an iterator, a class, or {@code add} under unittest. The hidden test wants a secret that only the judge knows. Run
 * by one class for each kind of sandbox, several programs at a time, each beside sandboxes of others and watched in its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostileCorpus {

    private static final String HONEST = "def add(a, b):\n    return a + b\n";
    private static final String CONTEXT = "def add(a, b):\n    \"\"\"The sum of a and b.\"\"\"\n";

    private static final int AT_A_TIME = 2;
    private static final Path CORPUS = Path.of("src/test/resources/hostile");
    private static final ExecutionLimits LIMITS =
            new ExecutionLimits(Optional.of(1.5), Optional.of(15.0), Optional.of(128L << 20));

    private static final Map<String, OracleProblem> PROBLEMS =
            Map.of("hostile", problem(), "iterators", iterators(), "classes", classes(), "in_process", inProcess());

    private final SandboxSettings settings;
    private final List<JudgeFixture> judges = new ArrayList<>();
    private final BlockingQueue<JudgeFixture> free = new LinkedBlockingQueue<>();
    private Path canaryFile;
    private String hostBefore;

    /** With the number of the first slot; the class uses {@link #AT_A_TIME} of them, each with sandboxes of its own. */
    HostileCorpus(SandboxSettings settings) {
        this.settings = settings;
    }

    record Expectation(Verdict verdict, Optional<String> reason) {}

    @BeforeAll
    void open() throws IOException {
        for (int slot = 0; slot < AT_A_TIME; slot++) {
            judges.add(new JudgeFixture(openOrPassOver(settings.firstSlot() + slot)));
        }
        free.addAll(judges);
        canaryFile = Files.createTempFile(
                "assay-leak-",
                ".txt",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        Files.writeString(canaryFile, CANARY + "file");
        hostBefore = hostSettings();
    }

    @AfterAll
    void close() throws IOException {
        judges.forEach(JudgeFixture::close);
        if (canaryFile != null) {
            Files.delete(canaryFile);
        }
    }

    /** Where there is no C compiler, or no Landlock, that is how it is: reported as not run. */
    private Sandboxes openOrPassOver(int slot) {
        Sandboxes sandboxes;
        try {
            sandboxes = Sandboxes.open(new SandboxSettings(1, slot, settings.tier(), settings.warm()));
        } catch (SandboxUnavailable e) {
            return abort("not run: " + e.getMessage());
        }
        if (settings.warm().isPresent() && !sandboxes.forks()) {
            sandboxes.close();
            return abort("not run: the build made no launcher");
        }
        return sandboxes;
    }

    /** All of them, unless a class takes a share. */
    List<Path> programs() throws IOException {
        return corpus();
    }

    static List<Path> corpus() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS)) {
            return files.filter(file -> PROBLEMS.containsKey(folder(file))
                            && file.toString().endsWith(".py"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void the_corpus_is_large() throws IOException {
        assertThat(corpus()).hasSizeGreaterThanOrEqualTo(80);
    }

    @Test
    void the_sandboxes_are_of_the_kind_that_is_tested() {
        assertThat(judges).hasSize(AT_A_TIME).allSatisfy(judge -> {
            assertThat(judge.sandboxes().tier()).isEqualTo(settings.tier());
            assertThat(judge.sandboxes().forks()).isEqualTo(settings.warm().isPresent());
        });
    }

    @ParameterizedTest
    @MethodSource("programs")
    @org.junit.jupiter.api.parallel.Execution(ExecutionMode.CONCURRENT)
    void each_gets_its_verdict_and_nothing_more(Path program) throws Exception {
        withJudge(judge -> assertVerdict(judge, program));
    }

    private interface Trial {

        void run(JudgeFixture judge) throws Exception;
    }

    /** Nobody else uses the judge meanwhile, or its sandboxes could not be watched. */
    private void withJudge(Trial trial) throws Exception {
        JudgeFixture judge = free.take();
        try {
            trial.run(judge);
        } finally {
            free.add(judge);
        }
    }

    private void assertVerdict(JudgeFixture judge, Path program) throws IOException {
        String code = Files.readString(program);

        Execution execution = judge.run(PROBLEMS.get(folder(program)), AnswerForm.PROGRAM, code);

        Expectation expected = expectation(code);
        assertThat(execution.verdict())
                .as("%s: %s; %s", execution.reason(), execution.detail(), execution.output())
                .isEqualTo(expected.verdict());
        expected.reason().ifPresent(reason -> assertThat(execution.reason()).isEqualTo(reason));
        assertThat(execution.tests())
                .filteredOn(test -> test.visibility() == Visibility.HIDDEN)
                .noneMatch(test -> test.status() == Status.PASSED);
        assertThat(leaks(execution)).isFalse();
        assertThat(processesOfTheSeats(judge.sandboxes())).isEmpty();
        assertThat(hostSettings()).isEqualTo(hostBefore);
        assertThat(judge.run(honestProblem(), AnswerForm.PROGRAM, HONEST).verdict())
                .as("the next candidate")
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void the_leak_detector_fires_at_a_secret_in_the_output() throws Exception {
        withJudge(judge -> {
            Execution execution =
                    judge.run(honestProblem(), AnswerForm.PROGRAM, "print('CANA' + 'RY-file')\n" + HONEST);

            assertThat(leaks(execution)).isTrue();
        });
    }

    @Test
    void the_leftover_detector_fires_at_a_process_of_a_seat() throws Exception {
        withJudge(HostileCorpus::assertLeftoversAreFound);
    }

    private static void assertLeftoversAreFound(JudgeFixture judge) throws Exception {
        if (!judge.sandboxes().slots().inOne(slot -> slot.candidate().uid()).isPresent()) {
            return;
        }
        int uid = judge.sandboxes().slots().inOne(slot -> slot.candidate().uid().orElseThrow());
        Process process = new ProcessBuilder(
                        "/usr/bin/setpriv", "--reuid", Integer.toString(uid), "--clear-groups", "sleep", "60")
                .start();
        try {
            org.awaitility.Awaitility.await()
                    .until(() -> !processesOfTheSeats(judge.sandboxes()).isEmpty());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Expectation expectation(String code) {
        String kind = settings.tier().code() + (settings.warm().isPresent() ? " warm" : "");
        String ofThisKind = "# expect in " + kind + ": ";
        String[] words = code.lines()
                .filter(line -> line.startsWith(ofThisKind))
                .findFirst()
                .map(line -> line.substring(ofThisKind.length()))
                .orElseGet(() -> code.lines().findFirst().orElseThrow().replace("# expect: ", ""))
                .split(" ");
        return new Expectation(Verdict.of(words[0]), words.length > 1 ? Optional.of(words[1]) : Optional.empty());
    }

    private static OracleProblem problem() {
        return problem(List.of(
                visible(),
                new Case(
                        "secret",
                        Visibility.HIDDEN,
                        JsonNodeFactory.instance.arrayNode().add(1).add(1),
                        Optional.of(TextNode.valueOf(CANARY + "expected")),
                        Optional.empty(),
                        Optional.empty())));
    }

    private static OracleProblem honestProblem() {
        return problem(List.of(visible()));
    }

    private static Case visible() {
        return new Case(
                "visible",
                Visibility.FEEDBACK,
                JsonNodeFactory.instance.arrayNode().add(2).add(3),
                Optional.of(IntNode.valueOf(5)),
                Optional.empty(),
                Optional.empty());
    }

    private static OracleProblem problem(List<Case> cases) {
        return JudgeFixture.problem("add", CONTEXT, "    return a + b\n", new Cases(cases), LIMITS);
    }

    private static OracleProblem iterators() {
        return JudgeFixture.problem(
                "count_to",
                "def count_to(n):\n    \"\"\"The numbers below n, one by one.\"\"\"\n",
                "    yield from range(n)\n",
                asserts(
                        "assert list(count_to(3)) == [0, 1, 2]",
                        "assert list(count_to(2)) == ['%s']".formatted(CANARY + "expected")),
                LIMITS);
    }

    /** Its reference defines the operators with which a result could agree to everything. */
    private static OracleProblem classes() {
        return JudgeFixture.problem(
                "Stack",
                "class Stack:\n    \"\"\"A stack.\"\"\"\n\n    def __init__(self, items=()):\n",
                """
                        self.items = list(items)

                    def push(self, item):
                        self.items.append(item)

                    def pop(self):
                        return self.items.pop()

                    def __len__(self):
                        return len(self.items)

                    def __iter__(self):
                        return iter(self.items)

                    def __contains__(self, item):
                        return item in self.items

                    def __eq__(self, other):
                        return isinstance(other, Stack) and self.items == other.items

                    def __lt__(self, other):
                        return len(self) < len(other)

                    def __sub__(self, other):
                        return Stack(item for item in self.items if item not in other)
                """,
                asserts(
                        "stack = Stack([1, 2])\nstack.push(3)\nassert len(stack) == 3 and list(stack) == [1, 2, 3]",
                        "assert Stack([1]).pop() == '%s'".formatted(CANARY + "expected"),
                        "assert '%s' in Stack([1]).pop()".formatted(CANARY + "member"),
                        "assert not Stack([1]).pop() != '%s'".formatted(CANARY + "unequal"),
                        "assert abs(Stack([1]).pop() - 271828) < 1e-9",
                        "assert Stack([1]).pop() < 0"),
                LIMITS);
    }

    private static OracleProblem inProcess() {
        return JudgeFixture.problem(
                "add",
                CONTEXT,
                "    return a + b\n",
                new UnitTests("""
                        import unittest

                        class TestCases(unittest.TestCase):
                            def test_secret(self):
                                self.assertEqual(add(1, 1), "%s")

                            def test_sum(self):
                                self.assertEqual(add(2, 3), 5)
                        """.formatted(CANARY + "expected"), List.of(), 0.5, Visibility.HIDDEN),
                LIMITS);
    }

    private static Assertions asserts(String visible, String... hidden) {
        List<Assertion> asserts = new ArrayList<>();
        asserts.add(new Assertion("visible", visible, Visibility.FEEDBACK));
        for (String code : hidden) {
            asserts.add(new Assertion("secret_" + asserts.size(), code, Visibility.HIDDEN));
        }
        return new Assertions("", asserts);
    }

    private static String folder(Path program) {
        return program.getParent().getFileName().toString();
    }
}
