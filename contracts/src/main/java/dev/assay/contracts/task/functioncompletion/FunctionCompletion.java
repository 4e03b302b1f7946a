package dev.assay.contracts.task.functioncompletion;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import java.util.List;
import java.util.Optional;

/** The bodies of the task type {@code function-completion}: complete a function from its signature and docstring. */
public final class FunctionCompletion {

    public static final String TASK_TYPE = "function-completion";
    public static final int SCHEMA_VERSION = 1;

    private FunctionCompletion() {}

    /**
     * What a prompt may use.
     *
     * @param prompt signature and docstring, with what must stand before them, exactly as imported; for data sets that
     *     give a description only, that description
     * @param entryPoint name of the function that the tests call
     * @param publicTests tests that may be shown, as code
     */
    public record PublicBody(String prompt, String entryPoint, List<String> publicTests) {}

    /**
     * What an answer is judged by.
     *
     * @param context code that an answer may rely on (the prompt, where it is code; else empty)
     * @param reference absent where the data set gives none: such a problem cannot be proven
     * @param knownBad solutions that must not pass
     */
    public record OracleBody(
            String entryPoint, String context, Optional<Reference> reference, Tests tests, List<KnownBad> knownBad) {

        /** A problem whose solution is known. */
        public OracleBody(
                String entryPoint, String context, Reference reference, Tests tests, List<KnownBad> knownBad) {
            this(entryPoint, context, Optional.of(reference), tests, knownBad);
        }
    }

    /** A solution that passes. */
    public record Reference(AnswerForm form, String code) {}

    /** A plausible solution that must fail at least one test and pass at least one. */
    public record KnownBad(String name, AnswerForm form, String code) {}

    /** How it is tested. Never leaves the judge's side. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = CheckFunction.class, name = "check_function"),
        @JsonSubTypes.Type(value = Assertions.class, name = "assertions"),
        @JsonSubTypes.Type(value = Inputs.class, name = "inputs"),
        @JsonSubTypes.Type(value = Cases.class, name = "cases"),
        @JsonSubTypes.Type(value = UnitTests.class, name = "unit_tests"),
        @JsonSubTypes.Type(value = Program.class, name = "program")
    })
    public sealed interface Tests {}

    /** HumanEval: code that defines {@code check(candidate)}; each assert statement in it is a test. */
    public record CheckFunction(String code, Visibility visibility) implements Tests {}

    /** MBPP: one assert statement a test, after {@code setup}. */
    public record Assertions(String setup, List<Assertion> asserts) implements Tests {}

    /** One assert statement, which calls the entry point by its name. */
    public record Assertion(String name, String code, Visibility visibility) {}

    /**
     * EvalPlus: the answer must give what the reference gives, on every input.
     *
     * @param absoluteTolerance for floats; 0 means exact, except where the values are floats
     * @param comparison code of a comparator; {@code equal} unless the data set names a special one
     */
    public record Inputs(List<InputGroup> groups, double absoluteTolerance, String comparison) implements Tests {}

    /**
     * A group of inputs with one visibility ({@code base}, {@code plus}).
     *
     * @param inputs JSON text: an array of argument lists, in the typed JSON of the judge's protocol (plain JSON, and
     *     {@code {"$tuple":[…]}}, {@code {"$set":[…]}} … for what JSON has no form for)
     */
    public record InputGroup(String name, Visibility visibility, String inputs) {}

    /**
     * BigCodeBench: unittest classes. They run in the answer's own process, so a hostile answer can forge its verdict.
     *
     * @param libraries names of the packages that the tests or the answer need beside those that the code imports
     * @param testCpuSeconds CPU time of each test
     */
    public record UnitTests(String code, List<String> libraries, double testCpuSeconds, Visibility visibility)
            implements Tests {}

    /** Our own format: arguments and what must come back. */
    public record Cases(List<Case> cases) implements Tests {}

    /**
     * One call.
     *
     * @param args the arguments, a JSON array in typed JSON
     * @param expected the result, in typed JSON; absent when {@code raises} is given
     * @param raises class name of the exception that must be raised
     * @param tolerance largest absolute difference of floats; absent means equal
     */
    public record Case(
            String name,
            Visibility visibility,
            JsonNode args,
            Optional<JsonNode> expected,
            Optional<String> raises,
            Optional<Double> tolerance) {

        public Case {
            // Reading JSON, an absent value and null (None) look alike; a case that raises expects no value at all.
            expected = raises.isPresent() ? Optional.empty() : expected;
        }
    }

    /**
     * MBXP: test code in the answer's own language; the program is the prompt, the answer and this, in one process.
     *
     * @param language id of a runtime of the executor ({@code javascript}, {@code go})
     * @param code ends the process with a failure where the answer is wrong
     * @param complaint part of what the code writes then; tells a wrong result from a crash
     */
    public record Program(String language, String code, Visibility visibility, Optional<String> complaint)
            implements Tests {}
}
