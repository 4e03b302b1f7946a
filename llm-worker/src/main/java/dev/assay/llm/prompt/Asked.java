package dev.assay.llm.prompt;

import dev.assay.contracts.problem.PublicProblem;
import java.util.Optional;

/**
 * A problem as an experiment asks it.
 *
 * @param language of the answer; present exactly where the problem leaves it open
 */
public record Asked(PublicProblem problem, Optional<Language> language) {

    /**
     * A language as prompts present it.
     *
     * @param rules what else it asks of a program; empty: nothing
     * @param documentation absent where it is declared without
     */
    public record Language(String name, String rules, Optional<String> documentation) {}

    /** A problem that says itself in which language it is answered. */
    public static Asked of(PublicProblem problem) {
        return new Asked(problem, Optional.empty());
    }
}
