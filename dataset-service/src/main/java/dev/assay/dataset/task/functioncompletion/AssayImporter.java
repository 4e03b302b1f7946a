package dev.assay.dataset.task.functioncompletion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Assertion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Assertions;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Case;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Cases;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.KnownBad;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.OracleBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.PublicBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Reference;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Tests;
import dev.assay.dataset.importing.FormatSchema;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.InvalidProblem;
import dev.assay.dataset.importing.ProblemDocument;
import dev.assay.dataset.importing.ProblemImporter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Our own format, as {@code datasets/schema/dataset.schema.json} defines it and {@code docs/data-sets.md} explains. */
@ApplicationScoped
class AssayImporter implements ProblemImporter {

    private static final String FORMAT = "assay";

    private final FormatSchema schema = new FormatSchema("dataset.schema.json", "problem");

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String taskType() {
        return FunctionCompletion.TASK_TYPE;
    }

    @Override
    public boolean recognises(ProblemDocument first) {
        return first.header().path("format").asText().equals(FORMAT)
                || Members.has(first.problem(), "id", "prompt", "entry_point", "reference", "tests");
    }

    @Override
    public ImportedProblem read(ProblemDocument document) {
        JsonNode problem = document.problem();
        schema.check(document);
        refuseSameNames(problem, "tests");
        refuseSameNames(problem, "known_bad");
        String prompt = problem.get("prompt").textValue();
        String entryPoint = problem.get("entry_point").textValue();
        if (!Python.defines(prompt, entryPoint)) {
            throw new InvalidProblem("entry_point", "`%s` is not defined in the prompt".formatted(entryPoint));
        }
        Tests tests = tests(problem);
        return new ImportedProblem(
                problem.get("id").textValue(),
                Python.LANGUAGE,
                texts(problem.path("tags")),
                new PublicBody(prompt, entryPoint, publicTests(tests, entryPoint)),
                new OracleBody(
                        entryPoint,
                        prompt,
                        reference(tests, prompt, problem.get("reference").textValue()),
                        tests,
                        knownBad(problem)),
                FunctionCompletion.SCHEMA_VERSION,
                limits(problem));
    }

    private static void refuseSameNames(JsonNode problem, String member) {
        Set<String> names = new HashSet<>();
        int place = 0;
        for (JsonNode item : problem.path(member)) {
            String name = item.get("name").textValue();
            if (!names.add(name)) {
                throw new InvalidProblem("%s[%d].name".formatted(member, place), "`%s` is used twice".formatted(name));
            }
            place++;
        }
    }

    /** Beside assert statements the reference is a whole program: they may use what it imports, in its prompt too. */
    private static Reference reference(Tests tests, String prompt, String body) {
        return tests instanceof Assertions
                ? new Reference(AnswerForm.PROGRAM, prompt + body)
                : new Reference(AnswerForm.COMPLETION, body);
    }

    private static Tests tests(JsonNode problem) {
        JsonNode tests = problem.get("tests");
        if (tests.get(0).has("assert")) {
            String setup = problem.path("test_setup").asText("");
            return new Assertions(
                    setup, tests.valueStream().map(AssayImporter::assertion).toList());
        }
        if (problem.has("test_setup")) {
            throw new InvalidProblem("test_setup", "is only for tests that are assert statements");
        }
        List<Case> cases = new ArrayList<>();
        for (JsonNode test : tests) {
            cases.add(call(test, "tests[%d]".formatted(cases.size())));
        }
        return new Cases(cases);
    }

    private static Assertion assertion(JsonNode test) {
        return new Assertion(test.get("name").textValue(), test.get("assert").textValue(), visibility(test));
    }

    private static Case call(JsonNode test, String place) {
        TypedJson.check(test.get("args"), place + ".args");
        Optional<JsonNode> expected = Optional.ofNullable(test.get("expected"));
        expected.ifPresent(value -> TypedJson.check(value, place + ".expected"));
        return new Case(
                test.get("name").textValue(),
                visibility(test),
                test.get("args"),
                expected,
                Optional.ofNullable(test.get("raises")).map(JsonNode::textValue),
                Optional.ofNullable(test.get("tolerance")).map(JsonNode::doubleValue));
    }

    private static Visibility visibility(JsonNode test) {
        return Visibility.of(test.get("visibility").textValue());
    }

    private static List<String> publicTests(Tests tests, String entryPoint) {
        return switch (tests) {
            case Cases calls ->
                calls.cases().stream()
                        .filter(call -> call.visibility() == Visibility.PUBLIC)
                        .map(call -> asCode(call, entryPoint))
                        .toList();
            case Assertions assertions ->
                assertions.asserts().stream()
                        .filter(one -> one.visibility() == Visibility.PUBLIC)
                        .map(Assertion::code)
                        .toList();
            case FunctionCompletion.CheckFunction function -> List.of();
            case FunctionCompletion.Inputs inputs -> List.of();
            case FunctionCompletion.UnitTests classes -> List.of();
            case FunctionCompletion.Program program -> List.of();
        };
    }

    private static String asCode(Case test, String entryPoint) {
        String list = Python.literal(test.args());
        String call = "%s(%s)".formatted(entryPoint, list.substring(1, list.length() - 1));
        if (test.expected().isEmpty()) {
            return "%s  # raises %s".formatted(call, test.raises().orElseThrow());
        }
        String expected = Python.literal(test.expected().get());
        return test.tolerance()
                .map(tolerance -> "assert abs(%s - %s) <= %s".formatted(call, expected, tolerance))
                .orElse("assert %s == %s".formatted(call, expected));
    }

    private static List<KnownBad> knownBad(JsonNode problem) {
        return problem.path("known_bad")
                .valueStream()
                .map(bad -> new KnownBad(
                        bad.get("name").textValue(),
                        AnswerForm.COMPLETION,
                        bad.get("code").textValue()))
                .toList();
    }

    private static ExecutionLimits limits(JsonNode problem) {
        JsonNode limits = problem.path("limits");
        return limits.isMissingNode()
                ? ExecutionLimits.none()
                : AssayJson.events().convertValue(limits, ExecutionLimits.class);
    }

    private static List<String> texts(JsonNode items) {
        return items.valueStream().map(JsonNode::textValue).toList();
    }
}
