package dev.assay.contracts.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.contracts.task.program.ProgramTask;
import dev.assay.contracts.task.textanswer.TextAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The bodies of the task types, with every way of testing. */
final class TaskSamples {

    private TaskSamples() {}

    static Stream<Object> all() {
        return Stream.of(functionCompletions(), programs(), textAnswers()).flatMap(samples -> samples);
    }

    private static Stream<Object> textAnswers() {
        return Stream.of(
                new TextAnswer.PublicBody("What does `print(1 + 1)` print?"),
                new TextAnswer.OracleBody(List.of("2", "two"), TextAnswer.Match.CONTAINS, true));
    }

    private static Stream<Object> functionCompletions() {
        return Stream.concat(
                Stream.of(
                        new FunctionCompletion.PublicBody("def add(a, b):\n", "add", List.of("assert add(1, 2) == 3"))),
                Stream.concat(tests().map(TaskSamples::oracle), Stream.of(withoutReference())));
    }

    private static Stream<Object> programs() {
        ProgramTask.Case shown =
                new ProgramTask.Case("without input", Visibility.PUBLIC, List.of(), "", "first\nsecond");
        ProgramTask.Case hidden =
                new ProgramTask.Case("with input", Visibility.HIDDEN, List.of("a b", ""), "1\n2\n", "");
        return Stream.of(
                new ProgramTask.PublicBody(
                        "Print two lines, as Python does.",
                        List.of(shown),
                        Optional.of("easy"),
                        Optional.of("text"),
                        List.of("io"),
                        Optional.of("smoke")),
                new ProgramTask.PublicBody(
                        "Print.", List.of(shown), Optional.empty(), Optional.empty(), List.of(), Optional.empty()),
                new ProgramTask.OracleBody(
                        List.of(shown, hidden),
                        List.of(new ProgramTask.Reference("bash", "echo first\necho second\n")),
                        List.of(new ProgramTask.KnownBad("first only", "bash", "echo first\n"))),
                new ProgramTask.OracleBody(List.of(shown), List.of(), List.of()));
    }

    private static FunctionCompletion.OracleBody withoutReference() {
        return new FunctionCompletion.OracleBody(
                "add",
                "func add(a int, b int) int {\n",
                Optional.empty(),
                new FunctionCompletion.Program("go", "func main() {}\n", Visibility.FEEDBACK, Optional.empty()),
                List.of());
    }

    private static FunctionCompletion.OracleBody oracle(FunctionCompletion.Tests tests) {
        return new FunctionCompletion.OracleBody(
                "add",
                "def add(a, b):\n",
                new FunctionCompletion.Reference(AnswerForm.COMPLETION, "    return a + b\n"),
                tests,
                List.of(new FunctionCompletion.KnownBad("first", AnswerForm.COMPLETION, "    return a\n")));
    }

    private static Stream<FunctionCompletion.Tests> tests() {
        return Stream.of(
                new FunctionCompletion.CheckFunction("def check(candidate): ...", Visibility.FEEDBACK),
                new FunctionCompletion.Assertions(
                        "import math",
                        List.of(new FunctionCompletion.Assertion("1", "assert add(1, 2) == 3", Visibility.PUBLIC))),
                new FunctionCompletion.Inputs(
                        List.of(new FunctionCompletion.InputGroup("plus", Visibility.HIDDEN, "[[1, 2]]")),
                        1e-6,
                        "equal"),
                new FunctionCompletion.UnitTests(
                        "class TestCases(unittest.TestCase): ...", List.of("math"), 30, Visibility.FEEDBACK),
                new FunctionCompletion.Cases(List.of(
                        new FunctionCompletion.Case(
                                "small",
                                Visibility.PUBLIC,
                                tree(List.of(1, 2)),
                                Optional.of(tree(3)),
                                Optional.empty(),
                                Optional.of(0.5)),
                        new FunctionCompletion.Case(
                                "of nothing",
                                Visibility.FEEDBACK,
                                tree(List.of()),
                                Optional.of(NullNode.getInstance()),
                                Optional.empty(),
                                Optional.empty()),
                        new FunctionCompletion.Case(
                                "of text",
                                Visibility.HIDDEN,
                                tree(List.of(Map.of("$tuple", List.of(1)), "x")),
                                Optional.empty(),
                                Optional.of("TypeError"),
                                Optional.empty()))),
                new FunctionCompletion.Program(
                        "javascript",
                        "if (add(1, 2) !== 3) throw new Error();\n",
                        Visibility.FEEDBACK,
                        Optional.of("Error")));
    }

    private static JsonNode tree(Object value) {
        return AssayJson.events().valueToTree(value);
    }
}
