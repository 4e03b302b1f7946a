package dev.assay.contracts.task.program;

import dev.assay.contracts.problem.Visibility;
import java.util.List;
import java.util.Optional;

/** The bodies of the task type {@code program}: write a whole program, which is judged by what it prints. */
public final class ProgramTask {

    public static final String TASK_TYPE = "program";
    public static final int SCHEMA_VERSION = 1;

    private ProgramTask() {}

    /**
     * What a prompt may use.
     *
     * @param description what the program does, exactly as imported
     * @param publicCases cases that may be shown, with their expected output
     * @param modules parts of a language's documentation that the task needs, as the task bank names them
     * @param taskClass the task bank's own grouping
     */
    public record PublicBody(
            String description,
            List<Case> publicCases,
            Optional<String> difficulty,
            Optional<String> category,
            List<String> modules,
            Optional<String> taskClass) {}

    /**
     * What an answer is judged by.
     *
     * @param cases all of them, the public ones too
     * @param references programs that pass every case; at most one a language
     * @param knownBad programs that pass at least one case and fail at least one
     */
    public record OracleBody(List<Case> cases, List<Reference> references, List<KnownBad> knownBad) {}

    /**
     * What the program is given and what it must print.
     *
     * @param args command-line arguments
     * @param stdin standard input; empty: none
     * @param expectedOutput standard output; line endings and surrounding whitespace do not count
     */
    public record Case(String name, Visibility visibility, List<String> args, String stdin, String expectedOutput) {}

    /** A program that passes. */
    public record Reference(String language, String code) {}

    /** A plausible program that must not pass. */
    public record KnownBad(String name, String language, String code) {}
}
